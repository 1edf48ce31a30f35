import { describe, expect, test } from 'vitest';
import type { DossierPart } from '../../../src/core/application/dossier-api.ts';
import { executeSource } from '../../../src/core/application/execute-source.ts';
import type { StepOutcome } from '../../../src/core/fulfilment/processor.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/kernel/clock.ts';
import { asId, newId, type RequestId } from '../../../src/core/kernel/ids.ts';
import { endJob } from '../../../src/workers/start-workers.ts';
import { decideOutcome, versionOf } from '../../support/decide-outcome.ts';
import { approveLetter, timePasses } from '../../support/decided-letter.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { fakeMollie } from '../../support/fake-mollie.ts';
import { aRecord, type FakeSystem, fakeSystem } from '../../support/fake-system.ts';
import { day } from '../../support/request-builder.ts';
import { atMollie, searching } from '../../support/search-mollie.ts';
import { useCore } from '../../support/use-core.ts';
import {
  begun,
  journal,
  plan,
  searched,
  statusOf,
  tasksOf,
  withSystems,
} from '../../support/with-systems.ts';
import { workOff } from '../../support/work-off.ts';

const use = useCore({ from: new Date('2026-11-02T09:00:00Z') });
test('what was approved is erased at the system, and the letter leaves without a person (R19)', async () => {
  const system = fakeSystem('mollie', [
    aRecord('W-1'),
    aRecord('F-1', { category: 'invoice', hold: { basis: 'awr_52', until: '2033-12-31' } }),
  ]);
  const { open, id } = await begun(use(), [system]);
  expect(system.calls).toEqual(['execute W-1', 'execute F-1']);
  expect([...system.held.keys()]).toEqual(['F-1']);
  expect(system.held.get('F-1')?.fields).toEqual([{ name: 'orderNumber', value: 'F-1' }]);
  expect(await journal(open, id)).toEqual(['W-1 done', 'F-1 done']);
  expect(await statusOf(open, id)).toBe('answered');
  const events = await open.settings.store.transaction((tx) => tx.requests.events(asId(id)));
  expect(events.map(({ event }) => event)).toEqual(
    expect.arrayContaining([
      { type: 'changes_begun', source: 'mollie', steps: 2 },
      { type: 'changes_made', source: 'mollie', made: 2, left: 0 },
      { type: 'step_done', step: 'erase:mollie' },
    ]),
  );
  const number = (await open.core.desk.card(id))?.number ?? '';
  const dossier = await open.core.register.dossier(number, { via: 'cli', name: 'test' });
  if (!dossier.ok) throw new Error(dossier.refusal.code);
  const parts: DossierPart[] = [];
  for await (const part of dossier.value.parts) if (part.part === 'change') parts.push(part);
  const line = { part: 'change', source: 'mollie', action: 'erase', status: 'done', attempts: 1 };
  expect(parts).toMatchObject([
    { ...line, category: 'order', treatment: 'delete' },
    { ...line, category: 'invoice', treatment: 'mask' },
  ]);
});

test('the steps are in the journal, with the numbers of their records, before the first call', async () => {
  const system = fakeSystem('mollie', [aRecord('W-1'), aRecord('W-2')]);
  const seen: (readonly string[])[] = [];
  const open = withSystems(use(), [system]);
  const execute = system.execute;
  const watched = {
    ...system,
    execute: async (...call: Parameters<typeof execute>) => {
      seen.push(await journal(open, call[1].stepId === '' ? '' : current));
      return execute(...call);
    },
  };
  let current = '';
  const { id } = await begun(use(), [watched], async (requestId) => {
    current = requestId;
  });
  expect(seen).toEqual([
    ['W-1 sent', 'W-2 planned'],
    ['W-1 done', 'W-2 sent'],
  ]);
  const rows = await open.settings.store.transaction((tx) => tx.changes.ofRequest(asId(id)));
  expect(rows.map(({ payload }) => payload?.numbers)).toEqual([['W-1'], ['W-2']]);
});

describe('fault x step x outcome', () => {
  const failed = (more: Partial<Extract<StepOutcome, { status: 'failed' }>> = {}): StepOutcome => ({
    ...{ status: 'failed', code: 'api.server_error', retryable: true },
    ...more,
  });
  const gone = async (system: FakeSystem) => {
    system.held.delete('W-1');
  };
  const otherwise = async (system: FakeSystem) => {
    system.held.set('W-1', aRecord('W-1', { fields: [{ name: 'orderNumber', value: 'anders' }] }));
  };
  const heldThere = async (system: FakeSystem) => {
    system.held.set('W-1', { ...aRecord('W-1'), hold: { basis: 'claim', until: '2027-12-31' } });
  };
  const none = async () => undefined;

  test.each<
    readonly [
      string,
      (system: FakeSystem) => Promise<void> | Promise<undefined>,
      readonly Parameters<FakeSystem['fault']>[0][],
      readonly string[],
      readonly string[],
      'answered' | 'executing',
    ]
  >([
    ['nothing', none, [], ['execute W-1', 'execute W-2'], ['W-1 done', 'W-2 done'], 'answered'],
    ['already gone', gone, [], ['execute W-1', 'execute W-2'], ['W-1 already_gone', 'W-2 done'], 'answered'],
    [
      'changed since the preview',
      otherwise,
      [],
      ['execute W-1', 'execute W-2'],
      ['W-1 changed', 'W-2 done'],
      'executing',
    ],
    [
      'an error, then not',
      none,
      [{ call: 'execute', ref: 'W-1', goes: failed() }],
      ['execute W-1', 'execute W-2', 'execute W-1'],
      ['W-1 done', 'W-2 done'],
      'answered',
    ],
    [
      'too many calls: the system is left alone until it said',
      none,
      [{ call: 'execute', ref: 'W-1', goes: failed({ code: 'api.too_many', retryAfterMs: 5 * MINUTE }) }],
      ['execute W-1', 'execute W-1', 'execute W-2'],
      ['W-1 done', 'W-2 done'],
      'answered',
    ],
    [
      'an error for ever: six times, then a person',
      none,
      [{ call: 'execute', ref: 'W-1', times: Infinity, goes: failed() }],
      ['execute W-1', 'execute W-2', ...Array.from({ length: 5 }, () => 'execute W-1')],
      ['W-1 failed api.server_error', 'W-2 done'],
      'executing',
    ],
    [
      'refused: never tried again',
      none,
      [{ call: 'execute', ref: 'W-1', goes: failed({ code: 'api.forbidden', retryable: false }) }],
      ['execute W-1', 'execute W-2'],
      ['W-1 failed api.forbidden', 'W-2 done'],
      'executing',
    ],
    [
      'made, and the answer lost: seen to be done',
      none,
      [{ call: 'execute', ref: 'W-1', goes: 'lost' }],
      ['execute W-1', 'execute W-2', 'verify W-1'],
      ['W-1 done', 'W-2 done'],
      'answered',
    ],
    [
      'cut before it was made: seen, then made',
      none,
      [{ call: 'execute', ref: 'W-1', goes: 'unsure' }],
      ['execute W-1', 'execute W-2', 'verify W-1', 'execute W-1'],
      ['W-1 done', 'W-2 done'],
      'answered',
    ],
    [
      'nobody can say whether it was made',
      none,
      [
        { call: 'execute', ref: 'W-1', goes: 'unsure' },
        { call: 'verify', ref: 'W-1', times: Infinity, goes: 'unsure' },
      ],
      ['execute W-1', 'execute W-2', ...Array.from({ length: 5 }, () => 'verify W-1')],
      ['W-1 unknown change.not_known', 'W-2 done'],
      'executing',
    ],
    [
      'kept there by now',
      heldThere,
      [],
      ['execute W-1', 'execute W-2'],
      ['W-1 held', 'W-2 done'],
      'executing',
    ],
    [
      'nobody there: after three the rest is not tried, and goes to a person with them',
      none,
      [
        {
          call: 'execute',
          times: Infinity,
          goes: failed({ code: 'api.unreachable', retryAfterMs: 2 * HOUR }),
        },
      ],
      Array.from({ length: 6 }, () => 'execute W-1'),
      ['W-1 failed api.unreachable', 'W-2 failed api.unreachable'],
      'executing',
    ],
  ])('%s', async (_fault, happens, faults, calls, rows, ends) => {
    const system = fakeSystem('mollie', [aRecord('W-1'), aRecord('W-2')]);
    const other = fakeSystem('postnl', [aRecord('P-1', { category: 'parcel' })]);
    for (const fault of faults) system.fault(fault);
    const { open, id } = await begun(use(), [system, other], async () => {
      await happens(system);
    });
    while ((await open.jobs('execute-source')).length > 0) await timePasses(open, HOUR);
    expect(system.calls).toEqual(calls);
    expect((await journal(open, id)).slice(0, 2)).toEqual(rows);
    expect(other.calls).toEqual(['execute P-1']);
    expect(await statusOf(open, id)).toBe(ends);
    expect((await tasksOf(open, id)).includes('finish_by_hand')).toBe(ends === 'executing');
  });

  test('an earlier erasure left it where it is until a day that is not over: a person looks', async () => {
    const system = fakeSystem('mollie', [aRecord('W-7'), aRecord('W-8')]);
    const { open, id } = await begun(use(), [system], async () => {
      const until = day('2033-12-31');
      const hold = { source: 'mollie', category: 'order', count: 1, ground: 'tax', until } as const;
      await use().settings.store.transaction((tx) =>
        tx.erasures.addHold({ id: newId(), ...hold, recordIds: ['W-7'] }),
      );
    });
    expect(system.calls).toEqual(['execute W-8']);
    expect(await journal(open, id)).toEqual(['W-7 held', 'W-8 done']);
  });
});

test('a program that ends in the middle of a call looks before it does it again', async () => {
  const system = fakeSystem('mollie', [aRecord('W-1'), aRecord('W-2')]);
  system.fault({ call: 'execute', ref: 'W-1', goes: 'dies' });
  await expect(begun(use(), [system])).rejects.toThrow('the program ends here');
  const open = withSystems(use(), [system]);
  await workOff(open);
  expect(system.calls).toEqual(['execute W-1', 'verify W-1', 'execute W-2']);
});

test('a job that ends without an answer leaves the rest to a person, by name of the system', async () => {
  const system = fakeSystem('mollie', [aRecord('W-1')]);
  system.fault({ call: 'execute', goes: 'dies' });
  let id = '';
  const dying = begun(use(), [system], async (requestId) => {
    id = requestId;
  });
  await expect(dying).rejects.toThrow('the program ends here');
  const open = withSystems(use(), [system]);
  const [job] = await open.jobs('execute-source');
  await endJob(open.settings, { name: 'execute-source', data: job?.data ?? {}, reason: 'bug' });
  expect(await journal(open, id)).toEqual(['W-1 unknown change.not_known']);
  expect((await open.core.desk.card(id))?.tasks).toContainEqual(
    expect.objectContaining({ kind: 'finish_by_hand', params: { source: 'Mollie', count: 1 } }),
  );
  expect((await open.core.desk.card(id))?.changes).toMatchObject([
    { step: 'erase:mollie', made: 0, left: [{ numbers: ['W-1'], code: 'change.not_known' }] },
  ]);
  await open.sql.query(`DELETE FROM pgboss.job WHERE name = 'execute-source'`);
});

test('a job that runs twice, or at the same time in two processes, changes nothing twice', async () => {
  const system = fakeSystem('mollie', [aRecord('W-1')]);
  const { open, id } = await begun(use(), [system]);
  const letter = await open.settings.store.transaction((tx) => tx.answers.latestLetter(asId(id)));
  const execution = { requestId: asId<RequestId>(id), source: 'mollie' };
  const letterId = letter?.id ?? newId();
  await Promise.all([1, 2].map(() => executeSource(open.settings, { ...execution, letterId })));
  await workOff(open);
  expect(system.calls).toEqual(['execute W-1']);
});

describe('what is left for people', () => {
  test('is finished by hand and ticked off; nothing is tried any more and the letter leaves', async () => {
    const system = fakeSystem('mollie', [aRecord('W-1'), aRecord('M-1', { category: 'message' })]);
    const { open, id, by } = await begun(use(), [system]);
    expect(system.calls).toEqual(['execute W-1']);
    expect(await journal(open, id)).toEqual(['W-1 done', 'M-1 by_hand']);
    expect(await tasksOf(open, id)).toEqual(['carry_out']);
    expect((await open.core.outcomes.confirmSteps(id, ['erase:mollie'], by)).ok).toBe(true);
    await workOff(open);
    expect(await statusOf(open, id)).toBe('answered');
    expect(await tasksOf(open, id)).toEqual([]);
  });

  test('is not ticked off while the desk is at work there, and is when that fails', async () => {
    const system = fakeSystem('mollie', [aRecord('W-1')]);
    const down = { status: 'failed', code: 'api.unreachable', retryable: true } as const;
    system.fault({ call: 'execute', times: Infinity, goes: down });
    const { open, id, by } = await begun(use(), [system]);
    expect(await journal(open, id)).toEqual(['W-1 failed api.unreachable']);
    expect((await open.core.outcomes.confirmSteps(id, ['erase:mollie'], by)).ok).toBe(true);
    await timePasses(open, DAY);
    expect(system.calls).toEqual(['execute W-1']);
    expect(await statusOf(open, id)).toBe('answered');
  });

  test('may be decided anew: the system is searched again, and what is there by now is planned', async () => {
    const system = fakeSystem('mollie', [aRecord('W-1'), aRecord('W-2')]);
    const { open, id, by } = await begun(use(), [system], async () => {
      system.held.set('W-1', aRecord('W-1', { fields: [{ name: 'orderNumber', value: 'W-1' }] }));
    });
    expect(await tasksOf(open, id)).toContain('finish_by_hand');
    expect((await open.core.outcomes.halt(id, await versionOf(open.core, id), by)).ok).toBe(true);
    await workOff(open);
    const form = await open.core.outcomes.form(id, undefined, by);
    expect(form).toMatchObject({ value: { typed: { 'plan.0.source': ['mollie'], 'plan.0.count': ['1'] } } });
    const lines = [{ source: 'mollie', records: [...system.held.values()] }];
    await decideOutcome(open.core, id, plan(open, lines), by);
    await approveLetter(open, id, by);
    await timePasses(open, DAY);
    expect(system.calls.slice(2)).toEqual(['execute W-1']);
    expect(await statusOf(open, id)).toBe('answered');
  });
});

test('at Mollie what was approved is gone at the next search, and what the law keeps is there', async () => {
  const jan = { customerId: 'cst_jan' };
  const api = await fakeMollie({
    customers: [{ id: 'cst_jan', email: 'jan@example.nl' }],
    subscriptions: [
      { id: 'sub_1', ...jan },
      { id: 'sub_2', ...jan, status: 'canceled' },
    ],
    mandates: [{ id: 'mdt_1', ...jan }],
    payments: [{ id: 'tr_1', ...jan, description: 'Order 1002 of jan@example.nl' }],
  });
  api.fault({ when: 'after', method: 'DELETE', path: /mdt_1$/, answer: 'cut' });
  const { processor } = atMollie(api);
  const { records } = await searching(processor);
  const open = withSystems(use(), [processor]);
  const id = await searched(open, [processor], 'erasure', 'jan@example.nl');
  const by = await staffActor(open.core, 'eigenaar@example.nl');
  await decideOutcome(open.core, id, plan(open, [{ source: 'mollie', records }]), by);
  await approveLetter(open, id, by);
  await timePasses(open, DAY);
  await timePasses(open, HOUR);
  expect(await journal(open, id)).toEqual([
    'mollie:/customers/cst_jan/subscriptions/sub_1 done',
    'mollie:/customers/cst_jan/mandates/mdt_1 done',
    'mollie:/customers/cst_jan done',
    'mollie:/customers/cst_jan/subscriptions/sub_2 already_gone',
  ]);
  expect(await statusOf(open, id)).toBe('answered');
  expect((await searching(processor)).refs).toEqual(['mollie:/payments/tr_1']);
});
