import { beforeAll, expect, test } from 'vitest';
import { dailyRun } from '../../src/core/application/daily-run.ts';
import { DAY, HOUR } from '../../src/core/kernel/clock.ts';
import { asId } from '../../src/core/kernel/ids.ts';
import { staffActor } from '../support/desk-staff.ts';
import { forgottenPerson } from '../support/forgotten-person.ts';
import type { DeskVisitor } from './desk-visitor.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk();
let staff: DeskVisitor;

beforeAll(async () => {
  staff = await use().visitor(use().owner);
});

async function upload(...rows: readonly string[]) {
  const { core } = use();
  const owner = await staffActor(core, 'noor@example.nl');
  const content = new TextEncoder().encode(['Ordernummer;Besteldatum;E-mailadres', ...rows].join('\n'));
  const dropped = await core.sources.upload('jouwweb', { name: 'orders.csv', content }, owner);
  if (!dropped.ok) throw new Error(dropped.refusal.code);
  if (dropped.value.status === 'profile_needed')
    await core.sources.confirmColumns(
      'jouwweb',
      dropped.value.id,
      ['orderNumber', 'orderDate', 'email'],
      owner,
    );
}

const open = async (kind: string) => (await use().core.desk.tasks('open')).find((task) => task.kind === kind);

async function plan(): Promise<string> {
  const task = await open('two_years');
  if (task === undefined) throw new Error('nobody has to look at a list');
  const page = await staff.get(`/balie/taken/${task.id}`);
  const path = `/balie/twee-jaar/${task.params.review}`;
  expect(page.html).toContain(`href="${path}"`);
  return path;
}

test('each export lists who is past two years, with what stays for tax; the newest list is the one', async () => {
  await upload('W-1;2016-05-01;oud@example.nl', 'W-2;2026-10-01;nieuw@example.nl');
  const first = await plan();
  await upload(
    'W-1;2016-05-01;oud@example.nl',
    'W-3;2017-05-01;ook@example.nl',
    'W-4;2020-05-01;belasting@example.nl',
  );
  const { words } = await staff.get(await plan());
  expect(words).toContain('Mensen: 3. Bestellingen: 3.');
  expect(words).toContain('JouwWeb (bestellingen) Contactgegevens 3 Wissen');
  expect(words).toContain('JouwWeb (bestellingen) Bestellingen 1 Bewaren Belastingwet 31-12-2027');
  expect(words).toContain('oud@example.nl 01-05-2016 1 W-1');
  expect(words).toContain('belasting@example.nl 01-05-2020 1 W-4');
  expect(await staff.get(first)).toMatchObject({ status: 404 });
});

test('the plan is approved for whom staff choose, can be stopped for a day, and is ticked off place by place', async () => {
  const path = await plan();
  const address = ['oud@example.nl', 'belasting@example.nl'];
  // R19: the list is of whose export it was; somebody else looks.
  expect((await staff.get(path)).words).toContain('Een andere medewerker bekijkt de lijst');
  expect(await staff.submit(await staff.get(path), path, { address })).toMatchObject({ status: 409 });
  const exporter = staff;
  staff = await use().visitor(use().deputy);
  expect(await staff.submit(await staff.get(path), path)).toMatchObject({ status: 409 });
  await staff.submit(await staff.get(path), path, { address });
  await exporter.submit(await exporter.get(path), `${path}/stop`);
  expect((await staff.get(path)).words).toContain('Akkoord: wis deze mensen');
  await staff.submit(await staff.get(path), path, { address });
  const { core, clock, settings } = use();
  const owner = await staffActor(core, 'noor@example.nl');
  const id = path.split('/').at(-1) ?? '';
  expect(await core.twoYears.confirm(id, ['jouwweb'], owner)).toMatchObject({
    refusal: { code: 'two_years.too_early' },
  });
  clock.advance(DAY + HOUR);
  // A session lasts half a day.
  staff = await use().visitor(use().owner);
  const page = await staff.get(path);
  expect(page.words).toContain('Goedgekeurd door Sam de Wit');
  await staff.submit(page, `${path}/stappen`, { source: 'jouwweb' });
  expect((await settings.ledger.read()).entries).toEqual([]);
  const review = await core.twoYears.view(id, owner);
  const steps = (review?.steps ?? []).map(({ source }) => source);
  expect(steps).not.toContain('mollie');
  expect(await core.twoYears.confirm(id, steps, owner)).toEqual({ ok: true, value: null });
  expect((await staff.get(path)).words).toContain('Dit is gedaan.');
  expect(await open('two_years')).toBeUndefined();
  expect((await settings.ledger.read()).entries).toMatchObject([
    { requestId: null, holds: [] },
    { requestId: null, holds: [{ recordIds: ['W-4'] }] },
  ]);
  expect(await core.erasures.overview()).toMatchObject({
    blocks: 2,
    holds: [{ source: 'jouwweb', category: 'order', count: 1, ground: 'tax', until: '2027-12-31' }],
  });
  const after = await core.twoYears.view(id, owner);
  expect(after?.people).toEqual([]);
  expect(after?.log.map(({ by, type }) => `${by} ${type}`)).toEqual([
    'Noor Visser listed',
    'Sam de Wit approved',
    'Noor Visser stopped',
    'Sam de Wit approved',
    'Noor Visser ticked',
    'Noor Visser ticked',
    'Noor Visser carried_out',
  ]);
  expect(after?.logWhole).toBe(true);
  await expect(use().sql.query(`UPDATE "TwoYearStep" SET "actor" = 'x'`)).rejects.toThrow('append-only');
  await expect(use().sql.query('DELETE FROM "TwoYearStep"')).rejects.toThrow('append-only');
});

test('who was left out is on the next list, and who was erased comes back as such', async () => {
  await upload(
    'W-1;2016-05-01;oud@example.nl',
    'W-3;2017-05-01;ook@example.nl',
    'W-4;2020-05-01;belasting@example.nl',
    'W-5;2026-11-23;belasting@example.nl',
  );
  expect((await open('rows_came_back'))?.params).toMatchObject({ rows: 1, people: 1 });
  const { words } = await staff.get(await plan());
  expect(words).toContain('ook@example.nl');
  // An order of the day of the list is of somebody who came back; the tax set stays where it is.
  expect(words).not.toMatch(/oud@|belasting@/);
});

test('an open request goes first, and a message after it is contact; what belongs to the request is not', async () => {
  const { core, sql, clock } = use();
  const owner = await staffActor(core, 'noor@example.nl');
  const asked = await forgottenPerson(use(), owner, 1);
  const row = `W-6;2020-05-01;${asked.email}`;
  const words = async () => {
    await upload(row, 'W-3;2017-05-01;ook@example.nl');
    return (await (await use().visitor(use().owner)).get(await plan())).words;
  };
  expect(await words()).toContain('Van nog 1 ander loopt een verzoek');
  await sql.query(`UPDATE "PrivacyRequest" SET "closedAt" = $2, "status" = 'withdrawn' WHERE "id" = $1`, [
    asked.id,
    clock.now(),
  ]);
  expect(await words()).toContain(asked.email);
  await sql.query(
    `INSERT INTO "Message" ("id", "conversationId", "sequence", "direction", "inboundKey", "at", "contentEnc", "status")
      SELECT gen_random_uuid(), "conversationId", 9999, 'in', 'later', $2, '', 'stored' FROM "PrivacyRequest" WHERE "id" = $1`,
    [asked.id, new Date(clock.now().getTime() + HOUR)],
  );
  expect(await words()).not.toContain(asked.email);
});

test('who decides alone types why; a log that was changed outside the desk is told', async () => {
  const { core, sql } = use();
  const owner = await staffActor(core, 'noor@example.nl');
  const id = (await plan()).split('/').at(-1) ?? '';
  const { staffId } = use().deputy;
  await use().settings.store.transaction((tx) => tx.staff.remove(asId(staffId), 'cli', use().clock.now()));
  const people = ['ook@example.nl'];
  expect(await core.twoYears.approve(id, people, ' ', owner)).toMatchObject({
    refusal: { code: 'decision.reason_missing' },
  });
  expect(await core.twoYears.approve(id, people, 'Geen klachten open.', owner)).toMatchObject({ ok: true });
  expect((await core.twoYears.view(id, owner))?.log.at(-1)).toMatchObject({ reason: 'Geen klachten open.' });
  await sql.query('ALTER TABLE "TwoYearStep" DISABLE TRIGGER "TwoYearStep_never_changed"');
  await sql.query(`UPDATE "TwoYearStep" SET "actor" = 'staff:x' WHERE "reviewId" = $1`, [id]);
  expect((await core.twoYears.view(id, owner))?.logWhole).toBe(false);
});

test('a year without an export is a reason to ask for one, once (R32)', async () => {
  const { settings, clock } = use();
  await dailyRun(settings);
  expect(await open('yearly_export')).toBeUndefined();
  clock.advance(366 * DAY);
  await dailyRun(settings);
  const asked = await open('yearly_export');
  const visitor = await use().visitor(use().owner);
  expect((await visitor.get(`/balie/taken/${asked?.id}`)).html).toContain('href="/balie/bronnen/jouwweb"');
  await dailyRun(settings);
  expect((await open('yearly_export'))?.id).toBe(asked?.id);
  await upload('W-9;2027-10-01;nieuw@example.nl');
  expect(await open('yearly_export')).toBeUndefined();
});
