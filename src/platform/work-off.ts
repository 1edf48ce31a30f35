import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss';
import { after, systemClock } from '../core/kernel/clock.ts';

export type JobOutcome =
  | { readonly status: 'done' }
  /** Tried again by the rules of the queue, or after `afterMs` when the other side said when. */
  | { readonly status: 'again'; readonly reason: string; readonly afterMs?: number };

/** Seconds between two looks for jobs that nobody announces: those that became due, and retries. */
const LOOK_EVERY = 1;

/** Runs `handle` for every job of a queue, `atOnce` of them at the same time. Only a reason is stored of a failure. */
export async function workOff<Data extends object>(
  boss: PgBoss,
  name: string,
  atOnce: number,
  handle: (data: Data, job: JobWithMetadata<Data>) => Promise<JobOutcome>,
  onError: (error: unknown, job: { readonly queue: string; readonly jobId: string }) => void,
): Promise<void> {
  const options = {
    includeMetadata: true,
    perJobResults: true,
    pollingIntervalSeconds: LOOK_EVERY,
    notifyPollingIntervalSeconds: LOOK_EVERY,
  } as const;
  for (let i = 0; i < atOnce; i += 1) {
    const worker = { id: '' };
    worker.id = await boss.work<Data, unknown, typeof options>(name, options, async (jobs) => {
      // after a job this worker would pause although more are waiting
      boss.notifyWorker(worker.id);
      return Promise.all(jobs.map(settle));
    });
  }

  async function settle(job: JobWithMetadata<Data>): Promise<JobResult> {
    const outcome = await attempt(job);
    if (outcome.status === 'done') return { id: job.id, status: 'completed' };
    const output = { reason: outcome.reason };
    if (outcome.afterMs !== undefined)
      await tryAgainAt(job, after(systemClock.now(), outcome.afterMs), output);
    return { id: job.id, status: 'failed', output };
  }

  async function attempt(job: JobWithMetadata<Data>): Promise<JobOutcome> {
    try {
      return await handle(job.data, job);
    } catch (error) {
      onError(error, { queue: name, jobId: job.id });
      return { status: 'again', reason: 'bug' };
    }
  }

  /** Settled here already, so that what is answered to pg-boss afterwards changes nothing. */
  async function tryAgainAt(job: JobWithMetadata<Data>, at: Date, output: object): Promise<void> {
    await boss.fail(name, { id: job.id, retryCount: job.retryCount }, output);
    await boss.update(name, undefined, { id: job.id, startAfter: at });
  }
}
