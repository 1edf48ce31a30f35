import { expect, test } from 'vitest';
import { connectChannels } from '../../../src/connect-channels.ts';
import { type DailyReport, DailyRunFailed, dailyRun } from '../../../src/core/application/daily-run.ts';
import type { FoundRecord } from '../../../src/core/fulfilment/processor.ts';
import { DAY, HOUR, after as later, MINUTE } from '../../../src/core/kernel/clock.ts';
import { asId } from '../../../src/core/kernel/ids.ts';
import { cutoff } from '../../../src/core/kernel/retention-terms.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
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

test('a difference of policy and practice is one task until it is gone, and new when it returns (R28)', async () => {
  const { settings, clock, core, sql } = use();
  const owner = await invite(use(), 'eigenaar@example.nl', 'Eigenaar');
  const record = async (without: string) => {
    const profile = await core.desk.profile();
    const recipients = firstProfile().recipients.filter(({ name }) => name !== without);
    expect(await core.desk.saveProfile({ ...profile, recipients }, owner)).toMatchObject({ ok: true });
    clock.advance(DAY);
    await dailyRun(settings);
  };
  const tasks = async () => (await open()).filter(({ kind }) => kind === 'policy_drift');
  const kept = await inside(use(), (tx) =>
    storeCase(tx, { right: 'access', end: 'answered', proven: true, closedAt: clock.now() }),
  );
  const found: FoundRecord = {
    ...{
      ref: 'N-1',
      category: 'newsletter',
      fields: [],
      matchedBy: ['email'],
      thirdParty: false,
      hold: null,
    },
    provenance: { place: 'lijst', fetchedAt: clock.now().toISOString() },
  };
  const coverage = { status: 'complete', scanned: 1, found: 1, provesAbsence: true } as const;
  await inside(use(), (tx) =>
    tx.requests.saveSearch(
      { requestId: asId(kept.id), source: 'mollie', coverage, records: [found] },
      clock.now(),
    ),
  );

  await record('MijnDomein');
  const [data, unused, ...none] = (await tasks()).toSorted((a, b) =>
    String(a.params.finding).localeCompare(String(b.params.finding)),
  );
  expect(none).toEqual([]);
  expect(data?.params).toMatchObject({
    finding: 'data_not_named',
    name: 'Mollie',
    data: 'newsletter',
    fact: 'F9',
  });
  expect(unused?.params).toMatchObject({ finding: 'not_used', name: 'MijnDomein', heading: 'Webhosting' });
  expect(await use().jobs('tell-staff')).toHaveLength(2);

  // Ticked off, and still so: nobody is asked again.
  await core.desk.closeTask(unused?.id ?? '', owner);
  await record('MijnDomein');
  expect((await tasks()).map(({ id }) => id)).toEqual([data?.id]);
  await record('');
  const closed = (await core.desk.driftHistory()).find(({ finding }) => finding.name === 'MijnDomein');
  expect(closed?.goneAt).toBeInstanceOf(Date);
  await record('MijnDomein');
  const [again] = (await tasks()).filter(({ params }) => params.name === 'MijnDomein');
  expect(again?.id).not.toBe(unused?.id);
  // Gone, it closes its task by itself.
  await record('');
  expect((await tasks()).map(({ id }) => id)).toEqual([data?.id]);
  await expect(sql.query('DELETE FROM "PolicyDrift"')).rejects.toThrow('append-only');
  await expect(sql.query('UPDATE "PolicyDrift" SET "goneAt" = NULL')).rejects.toThrow('append-only');
});

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
