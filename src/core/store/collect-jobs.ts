import type { JobName, Jobs, Tx } from '../application/ports.ts';
import type { Database } from './database.ts';

interface NewJob {
  readonly data: Jobs[JobName];
  readonly startAt?: Date;
}

/** Adds jobs of one name, in this order, in the given transaction: workers see them when that commits. */
export type SendJobs = (tx: Database, name: JobName, jobs: readonly NewJob[]) => Promise<void>;

/** The jobs of one transaction, sent together at its end: a statement for each name instead of each job. */
export function collectJobs(): {
  readonly add: Tx['enqueue'];
  send(db: Database, sendJobs: SendJobs): Promise<void>;
} {
  const collected = new Map<JobName, NewJob[]>();
  return {
    async add(name, data, options) {
      const jobs = collected.get(name) ?? [];
      jobs.push({ data, ...options });
      collected.set(name, jobs);
    },
    async send(db, sendJobs) {
      for (const [name, jobs] of collected) await sendJobs(db, name, jobs);
    },
  };
}
