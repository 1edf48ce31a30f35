import { describe, expect, test } from 'vitest';
import type { StepOutcome } from '../../../src/core/fulfilment/processor.ts';
import { HOUR, SECOND } from '../../../src/core/kernel/clock.ts';
import { newId } from '../../../src/core/kernel/ids.ts';
import { timePasses } from '../../support/decided-letter.ts';
import { aRecord, type FakeSystem, fakeSystem } from '../../support/fake-system.ts';
import { day } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { begun, journal } from '../../support/with-systems.ts';

const use = useCore({ from: new Date('2026-11-02T09:00:00Z') });
const failed = (code: string, retryable = false): StepOutcome => ({ status: 'failed', code, retryable });

/** Begun, and followed until no job is left. */
async function ended(
  system: FakeSystem,
  meanwhile: () => Promise<void> = async () => {},
): Promise<readonly string[]> {
  const { open, id } = await begun(use(), [system]);
  await meanwhile();
  while ((await open.jobs('execute-source')).length > 0) await timePasses(open, HOUR);
  return journal(open, id);
}

test('what is kept by now is not made after all when a first attempt is not known to be made (R33)', async () => {
  const system = fakeSystem('mollie', [aRecord('K-1')]);
  system.fault({ call: 'execute', goes: 'unsure' });
  const rows = await ended(system, async () => {
    const until = day('2033-12-31');
    const hold = { source: 'mollie', category: 'order', count: 1, ground: 'tax', until } as const;
    await use().settings.store.transaction((tx) =>
      tx.erasures.addHold({ id: newId(), ...hold, recordIds: ['K-1'] }),
    );
  });
  expect(system.calls).toEqual(['execute K-1', 'verify K-1']);
  expect(rows).toEqual(['K-1 held']);
});

test('a bug at one record leaves it to a person, and the others are done', async () => {
  const system = fakeSystem(
    'mollie',
    ['B-1', 'B-2', 'B-3'].map((ref) => aRecord(ref)),
  );
  system.fault({ call: 'execute', ref: 'B-1', goes: 'breaks' });
  system.fault({ call: 'execute', ref: 'B-2', goes: 'unsure' });
  system.fault({ call: 'verify', ref: 'B-2', times: Infinity, goes: 'breaks' });
  expect(await ended(system)).toEqual(['B-1 failed change.broke', 'B-2 unknown change.broke', 'B-3 done']);
});

test('three records that are refused for good leave the others to be done', async () => {
  const system = fakeSystem(
    'mollie',
    ['V-1', 'V-2', 'V-3', 'V-4'].map((ref) => aRecord(ref)),
  );
  for (const ref of ['V-1', 'V-2', 'V-3'])
    system.fault({ call: 'execute', ref, goes: failed('api.refused') });
  expect(await ended(system)).toEqual([
    'V-1 failed api.refused',
    'V-2 failed api.refused',
    'V-3 failed api.refused',
    'V-4 done',
  ]);
});

test('a key that the system does not know is tried at three records, and not at the rest', async () => {
  const system = fakeSystem(
    'mollie',
    ['V-1', 'V-2', 'V-3', 'V-4'].map((ref) => aRecord(ref)),
  );
  system.fault({ call: 'execute', times: Infinity, goes: failed('api.unauthorized') });
  expect(new Set(await ended(system))).toEqual(
    new Set(['V-1', 'V-2', 'V-3', 'V-4'].map((ref) => `${ref} failed api.unauthorized`)),
  );
  expect(system.calls).toHaveLength(3);
});

test('what may have been made stays unknown when the desk gives up, and is not called failed', async () => {
  const system = fakeSystem('mollie', [aRecord('U-1'), aRecord('U-2')]);
  system.fault({ call: 'execute', ref: 'U-1', goes: 'unsure' });
  system.fault({
    call: 'execute',
    ref: 'U-2',
    goes: { status: 'failed', code: 'api.too_many', retryable: false, retryAfterMs: HOUR },
  });
  expect(await ended(system)).toEqual(['U-1 unknown change.not_known', 'U-2 failed api.too_many']);
});

describe('of a record and what goes with it', () => {
  const both = () => fakeSystem('mollie', [aRecord('R-1'), aRecord('R-1/M-1', { category: 'account' })]);

  test('the later waits until the earlier is made after all', async () => {
    const system = both();
    system.fault({ call: 'execute', ref: 'R-1/M-1', times: 2, goes: failed('api.server_error', true) });
    expect(await ended(system)).toEqual(['R-1/M-1 done', 'R-1 done']);
    expect(system.calls).toEqual([...Array(3).fill('execute R-1/M-1'), 'execute R-1']);
  });

  test.each<StepOutcome>([failed('api.refused'), { status: 'changed_since_preview' }, { status: 'held' }])(
    'the later is left to a person when the earlier is: it would go unseen ($status)',
    async (goes) => {
      const system = both();
      system.fault({ call: 'execute', ref: 'R-1/M-1', goes });
      expect((await ended(system)).at(-1)).toBe('R-1 failed change.waits');
      expect(system.held.has('R-1')).toBe(true);
    },
  );
});

test('a slow system with many records is done in many short runs: none holds the others out for long', async () => {
  const desk = use();
  const { store } = desk.settings;
  const refs = Array.from({ length: 7 }, (_, index) => `T-${index}`);
  const fast = fakeSystem(
    'mollie',
    refs.map((ref) => aRecord(ref)),
  );
  const system: FakeSystem = {
    ...fast,
    execute: (step, context) => {
      desk.clock.advance(15 * SECOND);
      return fast.execute(step, context);
    },
  };
  const runs: number[] = [];
  const exclusively: typeof store.exclusively = async (name, work) => {
    const before = system.calls.length;
    const answer = await store.exclusively(name, work);
    if (name.startsWith('execute')) runs.push(system.calls.length - before);
    return answer;
  };
  const { open, id } = await begun(
    { ...desk, settings: { ...desk.settings, store: { ...store, exclusively } } },
    [system],
  );
  while ((await open.jobs('execute-source')).length > 0) await timePasses(open, HOUR);
  expect(await journal(open, id)).toEqual(refs.map((ref) => `${ref} done`));
  expect(runs).toEqual([2, 2, 2, 1]);
});
