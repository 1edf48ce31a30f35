import { expect, test } from 'vitest';
import { connectChannels } from '../../../src/connect-channels.ts';
import { type DailyReport, DailyRunFailed, dailyRun } from '../../../src/core/application/daily-run.ts';
import { DAY, HOUR, after as later, MINUTE } from '../../../src/core/kernel/clock.ts';
import { cutoff } from '../../../src/core/kernel/retention-terms.ts';
import { createLog } from '../../../src/platform/log.ts';
import { QUEUES } from '../../../src/queues.ts';
import { workerParts } from '../../../src/worker-parts.ts';
import { startWorkers } from '../../../src/workers/start-workers.ts';
import { storeCase } from '../../support/closed-case.ts';
import { coreCustomer } from '../../support/core-customer.ts';
import { invite } from '../../support/desk-session.ts';
import { inside, SAMPLES } from '../../support/past-term.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();
const open = () => use().core.desk.tasks('open');

/** One job as the program does it; what is reported goes to `reports`. */
async function work(name: string, reports: DailyReport[] = []): Promise<unknown> {
  const { config, settings, clock } = use();
  const log = createLog('silent');
  const channels = await connectChannels(config, log, clock);
  const parts = workerParts(settings, channels, config, config.publicUrl, log);
  const handlers = new Map<string, () => Promise<unknown>>();
  const queue: Parameters<typeof startWorkers>[0] = {
    work: async (job, handle) => {
      handlers.set(job, () => handle(JSON.parse('{}')));
    },
  };
  await startWorkers(queue, { ...parts, report: (report) => reports.push(report) });
  return handlers.get(name)?.();
}

test('a case that cannot be ended stops nothing else: the others go, calls are chased, the owner is alarmed', async () => {
  const { settings, clock, sql, core } = use();
  const owner = await invite(use(), 'eigenaar@example.nl', 'Eigenaar');
  await coreCustomer(use(), 'web').says('medewerker');
  clock.advance(12 * DAY);
  const closedAt = later(cutoff('erasure_case', clock.now()), -MINUTE);
  const erased = { right: 'erasure', end: 'answered', proven: true } as const;
  const bad = await inside(use(), (tx) => storeCase(tx, { ...erased, closedAt: later(closedAt, -MINUTE) }));
  const good = await inside(use(), (tx) => storeCase(tx, { ...erased, closedAt }));
  const state = `jsonb_set("state", '{status}', '"nonsense"')`;
  await sql.query(`UPDATE "PrivacyRequest" SET "state" = ${state} WHERE "id" = $1`, [bad.id]);
  const address = await SAMPLES.ip_address(use(), later(clock.now(), -2 * DAY));

  const reports: DailyReport[] = [];
  await expect(work('daily', reports)).rejects.toThrow(DailyRunFailed);
  expect(reports).toMatchObject([
    { failed: ['erasure_case'], purged: { erasure_case: 1 }, lateCalls: 1, registerWhole: false },
  ]);
  expect(await core.register.remains(good.number)).toMatchObject({ status: 'anonymised' });
  for (const count of Object.values(address)) expect(await count()).toBe(0);
  const failed = (await open()).filter(({ kind }) => kind === 'job_failed');
  expect(failed).toMatchObject([{ params: { job: 'daily' } }]);
  await expect(dailyRun(settings)).rejects.toThrow(DailyRunFailed);
  expect((await open()).filter(({ kind }) => kind === 'job_failed')).toHaveLength(1);

  await sql.query('UPDATE "PrivacyRequest" SET "state" = $2 WHERE "id" = $1', [bad.id, bad.state]);
  await core.desk.closeTask(failed[0]?.id ?? '', owner);
  expect(await dailyRun(settings)).toMatchObject({ failed: [], purged: { erasure_case: 1 } });
});

test('what is kept for 24 hours goes every hour, and nothing else does', async () => {
  const now = use().clock.now();
  expect(QUEUES['purge-hours'].schedule?.cron).toMatch(/^\d+ \* \* \* \*$/);
  const [gone, kept] = [
    [await SAMPLES.ip_address(use(), later(now, -DAY - MINUTE))],
    [
      await SAMPLES.ip_address(use(), later(now, -DAY + HOUR)),
      await SAMPLES.done_task(use(), later(now, -90 * DAY)),
    ],
  ];
  await work('purge-hours');
  for (const written of gone) for (const count of Object.values(written)) expect(await count()).toBe(0);
  for (const written of kept)
    for (const count of Object.values(written)) expect(await count()).toBeGreaterThan(0);
});

test('the counts of a day are gone a fortnight later, so that they do not tell when a request was anonymised', async () => {
  const { settings, clock, sql } = use();
  await dailyRun(settings);
  const at = clock.now();
  clock.advance(14 * DAY + MINUTE);
  await dailyRun(settings);
  const { rows } = await sql.query('SELECT "at" FROM "DailyRun" WHERE "at" <= $1', [at]);
  expect(rows).toEqual([]);
});
