import type { PgBoss } from 'pg-boss';
import { changePolicy } from './change-policy.ts';
import {
  EXHAUSTED,
  EXHAUSTED_OPTIONS,
  isUpToDate,
  type JobMap,
  type QueueRules,
  type Queues,
  queueOptions,
} from './queue-rules.ts';

/** Makes the queues that are missing, brings those of before to the present rules, and sets their schedules. */
export async function prepareQueues<Jobs extends JobMap<Jobs>>(
  boss: PgBoss,
  queues: Queues<Jobs>,
  connectionString: string,
): Promise<void> {
  const found = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  const rules: [string, QueueRules<never>][] = Object.entries(queues);
  const wanted = rules.map(([name, rule]) => [name, queueOptions(rule)] as const);
  const keysOf = new Map(rules.map(([name, { inOrderOf }]) => [name, inOrderOf]));
  // first the queue that the others name as theirs for failed jobs
  for (const [name, options] of [[EXHAUSTED, EXHAUSTED_OPTIONS] as const, ...wanted]) {
    const now = found.get(name);
    if (now === undefined) await boss.createQueue(name, options);
    else if (!isUpToDate(now, options)) {
      const { policy, ...changeable } = options;
      if (policy !== undefined && policy !== now.policy)
        await changePolicy(connectionString, name, policy, keysOf.get(name));
      await boss.updateQueue(name, changeable);
    }
  }
  const scheduled = new Map((await boss.getSchedules()).map((schedule) => [schedule.name, schedule]));
  for (const [name, { schedule }] of rules) {
    const now = scheduled.get(name);
    if (schedule === undefined) {
      if (now !== undefined) await boss.unschedule(name);
      continue;
    }
    if (now?.cron === schedule.cron && now.timezone === schedule.timeZone) continue;
    await boss.schedule(name, schedule.cron, {}, { tz: schedule.timeZone, missed: 'once' });
  }
}

/** Hands out again what a process that was killed had in hand. Only for who is sure that it works alone. */
export async function takeUpCutOffJobs(boss: PgBoss): Promise<void> {
  const { rows } = await boss
    .getDb()
    .executeSql(`SELECT name, id, retry_count AS "retryCount" FROM pgboss.job WHERE state = 'active'`);
  for (const { name, id, retryCount } of rows)
    await boss.fail(name, { id, retryCount }, { reason: 'cut_off' });
}
