import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/core/fulfilment/outcome/outcome.ts';
import { addDays, amsterdamDay } from '../../../src/core/kernel/calendar-day.ts';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { asId, type LetterId, newId } from '../../../src/core/kernel/ids.ts';
import { aChange } from '../../support/a-change.ts';
import { decideOutcome, versionOf } from '../../support/decide-outcome.ts';
import { approveLetter, timePasses } from '../../support/decided-letter.ts';
import { approve, staffActor } from '../../support/desk-staff.ts';
import { fakeMollie } from '../../support/fake-mollie.ts';
import { aRecord, fakeSystem } from '../../support/fake-system.ts';
import { atMollie } from '../../support/search-mollie.ts';
import { useCore } from '../../support/use-core.ts';
import {
  begun,
  decided,
  journal,
  plan,
  searched,
  statusOf,
  withSystems,
} from '../../support/with-systems.ts';
import { workOff } from '../../support/work-off.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore({ from: new Date('2026-11-02T09:00:00Z') });

async function letterOf(id: string): Promise<string> {
  const { rows } = await use().sql.query(
    `SELECT 1 FROM "OutboundMail" WHERE "requestId" = $1 AND "kind" = 'answer'`,
    [id],
  );
  return rows.length === 1 ? 'sent' : 'waits';
}

test('a restriction without a day is made by the system, and lifted with what it changed, after the notice (AVG 18)', async () => {
  const system = fakeSystem('e-boekhouden', [aRecord('R-1', { category: 'contact_details' })]);
  const open = withSystems(use(), [system]);
  const email = 'laat.rusten@example.nl';
  const id = await searched(open, [system], 'restriction', email);
  const restricted: Outcome = {
    ...{ right: 'restriction', result: 'restricted', ground: 'accuracy', data: 'uw adres' },
    systems: [{ system: 'e-boekhouden', on: null }],
    ...{ order: 'no_order', recipients: [] },
  };
  await decided(open, id, restricted);
  expect(system.held.get('R-1')?.fields.at(-1)).toEqual({ name: 'restricted', value: 'yes' });
  expect(await journal(open, id)).toEqual(['R-1 done']);
  expect(await letterOf(id)).toBe('sent');

  const lifting = await searched(open, [system], 'lift_restriction', email);
  const lifted: Outcome = {
    ...{ right: 'lift_restriction', result: 'lifted', reason: 'asked', reasonWords: '', data: 'uw adres' },
    liftOn: addDays(amsterdamDay(open.clock.now()), 2),
    ...{ systems: [{ system: 'e-boekhouden' }], recipients: [] },
  };
  await decided(open, lifting, lifted);
  expect(system.calls).toEqual(['execute R-1']);
  for (let day = 0; day < 4; day += 1) await timePasses(open, DAY);
  expect(system.calls).toEqual(['execute R-1', 'execute R-1']);
  expect(system.held.get('R-1')?.fields).toEqual(aRecord('R-1').fields);
  const { rows } = await open.sql.query('SELECT "treatment" FROM "ChangeStep" WHERE "requestId" = $1', [
    lifting,
  ]);
  expect(rows).toEqual([{ treatment: 'unrestrict' }]);
  expect(await statusOf(open, lifting)).toBe('answered');
});

test('a restriction at a system without a connection waits for the person who makes it', async () => {
  const open = withSystems(use(), []);
  const id = await searched(open, [fakeSystem('e-boekhouden', [])], 'restriction', 'met.de.hand@example.nl');
  await decided(open, id, {
    ...{ right: 'restriction', result: 'restricted', ground: 'accuracy', data: 'uw adres' },
    systems: [{ system: 'postnl', on: null }],
    ...{ order: 'no_order', recipients: [] },
  });
  expect(await letterOf(id)).toBe('waits');
  const by = await staffActor(open.core, 'eigenaar@example.nl');
  expect((await open.core.outcomes.confirmSteps(id, ['restrict:postnl'], by)).ok).toBe(true);
  await workOff(open);
  expect(await letterOf(id)).toBe('sent');
});

test('a correction is made by the system before the letter says so (AVG 16, R22)', async () => {
  const system = fakeSystem('e-boekhouden', [
    aRecord('R-1', { category: 'contact_details' }),
    aRecord('F-1', { category: 'invoice' }),
  ]);
  const open = withSystems(use(), [system]);
  const id = await searched(open, [system], 'rectification', 'jansen@example.nl');
  system.fault({ call: 'execute', goes: { status: 'failed', code: 'api.too_many', retryable: true } });
  await decided(open, id, {
    ...{ right: 'rectification', result: 'decided' },
    corrections: [
      {
        ...{ what: 'name', label: '', before: 'Jansn', after: 'Jansen' },
        ...{ system: 'e-boekhouden', done: 'changed', why: '' },
      },
    ],
    ...{ order: 'no_order', orderWords: '', recipients: [] },
  });
  expect(await letterOf(id)).toBe('waits');
  await timePasses(open, DAY);
  expect(system.calls).toEqual(['execute R-1', 'execute R-1']);
  expect(await letterOf(id)).toBe('sent');
});

test('stopped before it begins, nothing is asked of any system (R19)', async () => {
  const system = fakeSystem('mollie', [aRecord('W-1')]);
  const { open, id } = await begun(use(), [system], async (requestId) => {
    const desk = withSystems(use(), [system]);
    const by = await staffActor(desk.core, 'eigenaar@example.nl');
    const stopped = await desk.core.decisions.stop(requestId, await versionOf(desk.core, requestId), by);
    expect(stopped.ok).toBe(true);
  });
  expect(system.calls).toEqual([]);
  expect(await journal(open, id)).toEqual([]);
  expect(await statusOf(open, id)).toBe('awaiting_approval');
});

test('what a system would do otherwise by now is not approved as it was seen, and is shown anew', async () => {
  const system = fakeSystem('mollie', [aRecord('W-1')]);
  const open = withSystems(use(), [system]);
  const id = await searched(open, [system]);
  const by = await staffActor(open.core, 'eigenaar@example.nl');
  const outcome = plan(open, [{ source: 'mollie', records: [...system.held.values()] }]);
  await decideOutcome(open.core, id, outcome, by);
  const gone = withSystems(use(), []);
  const refused = await approve(gone.core, id, by);
  expect(refused).toMatchObject({ refusal: { code: 'decision.plan_outdated' } });
  const preview = await gone.core.decisions.preview(id, by);
  expect(preview).toMatchObject({
    value: { changes: [{ source: 'mollie', treatment: 'by_hand', count: 1 }] },
  });
  expect((await approve(gone.core, id, by)).ok).toBe(true);
});

test('at Mollie the customer goes as the desk proposes it, with the mandate, and the payment is referred', async () => {
  const email = 'betaalt@example.nl';
  const api = await fakeMollie({
    customers: [{ id: 'cst_1', email }],
    mandates: [{ id: 'mdt_1', customerId: 'cst_1' }],
    payments: [{ id: 'tr_1', customerId: 'cst_1', billingAddress: { email } }],
  });
  const { processor } = atMollie(api);
  const open = withSystems(use(), [processor]);
  const id = await searched(open, [processor], 'erasure', email);
  const by = await staffActor(open.core, 'eigenaar@example.nl');
  const form = await open.core.outcomes.form(id, undefined, by);
  if (!form.ok) throw new Error(form.refusal.code);
  const { version, typed, sendTo, child } = form.value;
  const fields = Object.fromEntries(
    Object.entries(typed).filter(([path]) => !path.startsWith('recipients.')),
  );
  const backupUntil = [addDays(amsterdamDay(open.clock.now()), 30)];
  const saved = await open.core.outcomes.save(
    id,
    version,
    { result: 'planned', fields: { ...fields, backupUntil }, sendTo, child },
    by,
  );
  expect(saved).toMatchObject({ value: { problems: [] } });
  const preview = await open.core.decisions.preview(id, by);
  if (!preview.ok) throw new Error(preview.refusal.code);
  expect(preview.value.planned.map(({ treatment }) => treatment)).toContain('erase');
  expect(preview.value.changes.flatMap(({ sideEffects }) => sideEffects)).not.toEqual([]);
  await approveLetter(open, id, by);
  expect(api.row('cst_1')).toBeDefined();
  await timePasses(open, DAY);
  expect(api.row('cst_1')).toBeUndefined();
  expect(api.row('tr_1')).toBeDefined();
  expect(await statusOf(open, id)).toBe('answered');
});

test('a journal of a thousand steps is written at once, and asked for the next one that is due', async () => {
  const { settings, clock } = use();
  const now = clock.now();
  const later = new Date(now.getTime() + DAY);
  await settings.store.transaction(async (tx) => {
    const { id } = await storeRequest(tx);
    const letterId = newId<LetterId>();
    const rows = Array.from({ length: 1_100 }, (_, position) =>
      aChange(id, now, { letterId, position: 1_100 - position }),
    );
    await tx.changes.save(rows);
    const all = await tx.changes.ofRequest(id);
    expect(all.map(({ position }) => position)).toEqual(all.map((_row, index) => index + 1));
    const [one, two, three] = all;
    if (one === undefined || two === undefined || three === undefined) throw new Error('nothing is written');
    await tx.changes.save([
      { ...one, status: 'failed', nextAt: later },
      { ...two, status: 'done', endedAt: now },
    ]);
    const due = async (at: Date) =>
      (await tx.changes.nextDue({ requestId: id, letterId, source: 'mollie' }, at))?.position;
    expect(await due(now)).toBe(three.position);
    expect(await due(later)).toBe(one.position);
    expect(await tx.changes.byId(two.id)).toMatchObject({ status: 'done', payload: two.payload });
  });
});

test('of two who decide, the second approves what she saw herself, and exactly that is done (R19)', async () => {
  const system = fakeSystem('mollie', [aRecord('W-1'), aRecord('A-1', { category: 'account' })]);
  const open = withSystems(use(), [system]);
  const id = await searched(open, [system]);
  const first = await staffActor(open.core, 'eigenaar@example.nl');
  const second = await staffActor(open.core, 'tweede@example.nl');
  const outcome = plan(open, [{ source: 'mollie', records: [...system.held.values()] }]);
  await decideOutcome(open.core, id, outcome, first);
  expect(await approve(open.core, id, first)).toMatchObject({
    refusal: { code: 'decision.prepared_by_you' },
  });
  const seen = await open.core.decisions.preview(id, second);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const { version, letterHash } = seen.value;
  const other = withSystems(use(), [
    {
      ...system,
      plan: (change, records, now) =>
        system.plan(change, records, now).map((step) => ({ ...step, sideEffects: ['mollie_customer'] })),
    },
  ]);
  expect(await other.core.decisions.approve(id, version, letterHash, second)).toMatchObject({
    refusal: { code: 'decision.plan_outdated' },
  });
  // What was drawn up anew is another letter: neither the old hash nor the first person will do.
  expect((await other.core.decisions.approve(id, version, letterHash, second)).ok).toBe(false);
  expect((await approve(other.core, id, first)).ok).toBe(false);
  const anew = await other.core.decisions.preview(id, second);
  if (!anew.ok) throw new Error(anew.refusal.code);
  expect(anew.value.letterHash).not.toBe(letterHash);
  expect(anew.value.changes.map(({ sideEffects }) => sideEffects)).toEqual(
    Array(2).fill(['mollie_customer']),
  );
  await approveLetter(other, id, second);
  const { rows: letters } = await open.sql.query('SELECT "hash" FROM "Letter" WHERE "requestId" = $1', [id]);
  expect(letters.map(({ hash }) => hash)).toContain(anew.value.letterHash);
  // By then the adapter would do something else, and more is there: what was approved is what is done.
  system.held.set('W-2', aRecord('W-2'));
  await timePasses(open, DAY);
  expect(system.calls).toEqual(['execute W-1', 'execute A-1']);
  const { rows } = await open.sql.query('SELECT "status" FROM "ChangeStep" WHERE "requestId" = $1', [id]);
  expect(rows).toEqual(Array(2).fill({ status: 'done' }));
  const steps = await open.settings.store.transaction((tx) => tx.changes.ofRequest(asId(id)));
  expect(steps.map(({ payload }) => payload?.step.sideEffects)).toEqual(Array(2).fill(['mollie_customer']));
});
