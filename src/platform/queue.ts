import { fromPrisma, type InsertOptions, PgBoss, type PrismaTransactionLike } from 'pg-boss';
import { orderedId } from './ordered-id.ts';
import { prepareQueues, takeUpCutOffJobs } from './prepare-queues.ts';
import { EXHAUSTED, type JobData, type JobMap, type Queues } from './queue-rules.ts';
import { type JobOutcome, workOff } from './work-off.ts';

export interface ExhaustedJob {
  readonly name: string;
  readonly data: JobData;
  readonly reason: string;
}

export interface QueueOptions<Jobs extends JobMap<Jobs>> {
  readonly connectionString: string;
  readonly queues: Queues<Jobs>;
  /** A job failed for good. Called until it succeeds; then the job is removed, and its key is free again. */
  readonly onExhausted: (job: ExhaustedJob) => Promise<void>;
  /** Something that is not the fault of one job's outcome: a bug in a handler, a lost connection. */
  readonly onError: (error: unknown, job?: { readonly queue: string; readonly jobId: string }) => void;
  /**
   * `only`: no other process works on these queues, so jobs that a crash cut off are taken up at once (else when
   * their heartbeat has stopped). `one_of_many`: others may work too. `none`: this one only sends.
   */
  readonly worker: 'only' | 'one_of_many' | 'none';
}

export interface Queue<Jobs extends JobMap<Jobs>> {
  send<Name extends keyof Jobs & string>(name: Name, data: Jobs[Name], options?: WhenToStart): Promise<void>;
  /**
   * In a Prisma transaction, by one statement: workers see the jobs when it commits, and never when it rolls back.
   * Their order is that of the list.
   */
  sendInside<Name extends keyof Jobs & string>(
    tx: PrismaTransactionLike,
    name: Name,
    jobs: readonly NewJob<Jobs[Name]>[],
  ): Promise<void>;
  /** What the handler throws is reported, and the job is tried again. */
  work<Name extends keyof Jobs & string>(
    name: Name,
    handle: (data: Jobs[Name]) => Promise<JobOutcome>,
  ): Promise<void>;
  counts(): Promise<readonly QueueCount[]>;
  /**
   * Listens to a NOTIFY channel on a connection of its own, which reconnects by itself; `reconnected` is called
   * whenever it listens (again). Rejects when it cannot connect at first.
   */
  listen(channel: string, heard: (payload: string) => void, reconnected: () => void): Promise<Listening>;
  /** Takes no new job; running ones get `graceMs` to end, and are tried again later if they do not. */
  stop(graceMs: number): Promise<void>;
}

export interface Listening {
  close(): Promise<void>;
}

export interface WhenToStart {
  readonly startAt?: Date;
}

export interface NewJob<Data> extends WhenToStart {
  readonly data: Data;
}

export interface QueueCount {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  readonly failed: number;
}

/**
 * Starts the queue on its own few connections, and makes or updates what it needs in the database. When that fails
 * nothing of it is left running.
 */
export async function startQueue<Jobs extends JobMap<Jobs>>(
  options: QueueOptions<Jobs>,
): Promise<Queue<Jobs>> {
  const { queues, onError, worker } = options;
  const works = worker !== 'none';
  const boss = new PgBoss({
    connectionString: options.connectionString,
    application_name: 'privacybalie queue',
    max: 4,
    useListenNotify: works,
    supervise: works,
    schedule: works,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    cronMonitorIntervalSeconds: 30,
  });
  boss.on('error', (error) => onError(error));
  try {
    await boss.start();
    // first: what a dead process had in hand waits like all others when a queue gets another order
    if (worker === 'only') await takeUpCutOffJobs(boss);
    await prepareQueues(boss, queues, options.connectionString);
    if (works) await tellExhausted(boss, options);
  } catch (error) {
    // its pool and listener would keep the process, and the database busy
    await boss.stop({ graceful: false });
    throw error;
  }
  const send = async <Name extends keyof Jobs & string>(
    name: Name,
    jobs: readonly NewJob<Jobs[Name]>[],
    into: Pick<InsertOptions, 'db'> = {},
  ) => {
    const { inOrderOf } = queues[name];
    const rows = jobs.map(({ data, startAt }) => ({
      // jobs of one transaction have one time of creation; the id decides their order
      id: orderedId(),
      data,
      ...(startAt === undefined ? {} : { startAfter: startAt }),
      ...(inOrderOf === undefined ? {} : { singletonKey: inOrderOf(data) }),
    }));
    await boss.insert(name, rows, into);
  };
  return {
    send: (name, data, when) => send(name, [{ data, ...when }]),
    sendInside: (tx, name, jobs) => send(name, jobs, { db: fromPrisma(tx) }),
    work: (name, handle) => workOff(boss, name, queues[name].atOnce, handle, onError),
    counts: async () => {
      const found = await boss.getQueues();
      return found.map(({ name, queuedCount, activeCount, failedCount }) => ({
        name,
        waiting: queuedCount,
        active: activeCount,
        failed: failedCount,
      }));
    },
    listen: async (channel, heard, reconnected) => {
      const db = boss.getDb();
      if (db.listen === undefined) throw new Error('pg-boss has a connection of its own, which can listen');
      return db.listen(channel, heard, reconnected);
    },
    stop: (graceMs) => boss.stop({ graceful: true, timeout: graceMs }),
  };
}

async function tellExhausted<Jobs extends JobMap<Jobs>>(
  boss: PgBoss,
  options: QueueOptions<Jobs>,
): Promise<void> {
  const { onExhausted, onError } = options;
  await workOff<JobData>(
    boss,
    EXHAUSTED,
    1,
    async (data, job) => {
      const { sourceName, sourceId, sourceOutput } = job;
      if (sourceName === null || sourceId === null) return { status: 'done' };
      await onExhausted({ name: sourceName, data, reason: reasonOf(sourceOutput) });
      await boss.deleteJob(sourceName, sourceId);
      return { status: 'done' };
    },
    onError,
  );
}

/** Ours when a handler failed, pg-boss's own when the job timed out or its process died. */
function reasonOf(output: object | null): string {
  if (output !== null && 'reason' in output && typeof output.reason === 'string') return output.reason;
  return 'cut_off';
}
