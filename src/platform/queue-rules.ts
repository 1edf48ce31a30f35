import type { Queue as BossQueue } from 'pg-boss';
import { termLength } from '../core/kernel/retention-terms.ts';

/** Ids only: the queue keeps finished jobs for days (product.md R35). */
export type JobData = Readonly<Record<string, string>>;
/** Constraint of a map from job name to the data of that job. */
export type JobMap<Jobs> = Record<keyof Jobs, JobData>;

export interface QueueRules<Data> {
  /** Attempts after the first; the pauses between them grow from `firstPause` to `longestPause` seconds. */
  readonly retries: number;
  readonly firstPause: number;
  readonly longestPause: number;
  /** An attempt that takes longer counts as failed. */
  readonly secondsPerAttempt: number;
  /** Jobs done at the same time by this process. */
  readonly atOnce: number;
  /** Jobs with the same key are done one by one, in the order in which they were sent. */
  readonly inOrderOf?: (data: Data) => string;
  /** Sends a job without data by itself, also once for the times that were missed while nothing ran. */
  readonly schedule?: { readonly cron: string; readonly timeZone: string };
}

export type Queues<Jobs extends JobMap<Jobs>> = {
  readonly [Name in keyof Jobs & string]: QueueRules<Jobs[Name]>;
};

export const EXHAUSTED = 'exhausted';

const DAY = 86_400;
/** A dead process stops beating: its jobs are taken over after this. The least that pg-boss accepts. */
const HEARTBEAT = 10;

type Options = Omit<BossQueue, 'name'>;

/** The rules in pg-boss's words; times are seconds. */
export function queueOptions(rules: QueueRules<never>): Options {
  const grows = rules.longestPause > rules.firstPause;
  return {
    policy: rules.inOrderOf === undefined ? 'standard' : 'key_strict_fifo',
    retryLimit: rules.retries,
    retryDelay: rules.firstPause,
    retryBackoff: grows,
    ...(grows ? { retryDelayMax: rules.longestPause } : {}),
    expireInSeconds: rules.secondsPerAttempt,
    deadLetter: EXHAUSTED,
    ...KEEPING,
  };
}

const KEEPING = {
  notify: true,
  heartbeatSeconds: HEARTBEAT,
  deleteAfterSeconds: termLength('queue') / 1000,
  // a job that waits is never dropped: an outage loses nothing (R24)
  retentionSeconds: 365 * DAY,
} satisfies Options;

/** Telling staff that a job failed for good is itself tried for weeks. */
export const EXHAUSTED_OPTIONS: Options = {
  policy: 'standard',
  retryLimit: 1_000,
  retryDelay: 1,
  retryDelayMax: 3_600,
  retryBackoff: true,
  expireInSeconds: 300,
  ...KEEPING,
};

/** Whether what the database has of a queue is what the rules want. */
export function isUpToDate(found: BossQueue, wanted: Options): boolean {
  const now = new Map<string, unknown>(Object.entries(found));
  return Object.entries(wanted).every(([option, value]) => now.get(option) === value);
}
