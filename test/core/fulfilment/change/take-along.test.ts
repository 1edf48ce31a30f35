import { describe, expect, test } from 'vitest';
import { erasableRecords } from '../../../../src/core/fulfilment/change/erasable-records.ts';
import { planChanges } from '../../../../src/core/fulfilment/change/plan-changes.ts';
import { takeAlong } from '../../../../src/core/fulfilment/change/take-along.ts';
import type { Category, FoundRecord, PlanStep } from '../../../../src/core/fulfilment/processor.ts';
import { aRecord, fakeSystem } from '../../../support/fake-system.ts';
import { day } from '../../../support/request-builder.ts';
import { erasurePlan } from '../outcome/sample-outcomes.ts';

const NOW = new Date('2026-11-02T10:00:00Z');
const CUSTOMER = aRecord('K-1', { category: 'contact_details' });
const mandate = (change: Partial<FoundRecord> = {}) => aRecord('K-1/M-1', { category: 'account', ...change });
const MANDATE = mandate();

function planned(records: readonly FoundRecord[], kept: readonly Category[] = []) {
  const coverage = { status: 'complete', scanned: 9, found: records.length, provesAbsence: true } as const;
  const results = [{ source: 'mollie', coverage, records }];
  const processors = [fakeSystem('mollie', [])];
  const lines = records.map(({ category }) => ({ source: 'mollie', category, count: 1, facts: '' }));
  const plan = lines.map((line) =>
    kept.includes(line.category)
      ? ({ ...line, treatment: 'keep', ground: 'claim', until: day('2027-01-31') } as const)
      : ({ ...line, treatment: 'erase', ground: null, until: null } as const),
  );
  const { steps } = planChanges(
    { ...erasurePlan(), plan },
    { results, processors, restricted: [], restrictedByHand: [] },
    NOW,
  );
  const said = steps.map(({ recordRef, treatment }) => `${recordRef} ${treatment}`);
  return { said, steps, erasable: [...erasableRecords(results, processors, NOW)] };
}

describe('a record that takes others along when it is deleted', () => {
  test('goes after them, and its step names them: that is what is approved', () => {
    const { said, steps, erasable } = planned([CUSTOMER, MANDATE]);
    expect(said).toEqual(['K-1/M-1 delete', 'K-1 delete']);
    expect(steps.map(({ takes }) => takes)).toEqual([undefined, ['K-1/M-1']]);
    expect(erasable).toContain('mollie K-1');
  });

  test.each<[string, readonly FoundRecord[], readonly Category[]]>([
    ['the decision keeps one of them', [CUSTOMER, MANDATE], ['account']],
    ['one of them is of somebody else', [CUSTOMER, mandate({ withheld: 'other_person' })], []],
    ['nobody said yet whose one of them is', [CUSTOMER, mandate({ confidence: 'possible' })], []],
    ['a law keeps one of them', [CUSTOMER, mandate({ hold: { basis: 'awr_52', until: '2033-12-31' } })], []],
    ['one of them goes by hand only', [CUSTOMER, mandate({ category: 'message' })], []],
  ])('goes by hand when %s, and the preview says so', (_what, records, kept) => {
    const { said, steps, erasable } = planned(records, kept);
    expect(said).toContain('K-1 by_hand');
    expect(steps.find(({ recordRef }) => recordRef === 'K-1')?.sideEffects).toEqual(['takes_others']);
    // What a decision may keep is known to nobody before it.
    expect(erasable.includes('mollie K-1')).toBe(kept.length > 0);
  });

  test('leaves to a person what only goes with it, when a person deletes it', () => {
    const step = (recordRef: string, treatment: PlanStep['treatment'] = 'delete'): PlanStep => ({
      ...{ source: 'mollie', action: 'erase', recordRef, category: 'account', recordHash: '' },
      ...{ treatment, fields: [], hold: null, sideEffects: [] },
    });
    const system = fakeSystem('mollie', []);
    const found = [CUSTOMER, MANDATE, aRecord('K-1/M-2')];
    const [customer, over] = [step('K-1'), step('K-1/M-1')];
    expect(takeAlong([customer, over], [CUSTOMER, MANDATE], system)).toEqual([
      { ...customer, takes: ['K-1/M-1'] },
      { ...over, takenBy: 'K-1' },
    ]);
    expect(takeAlong([customer, over], found, system)).toMatchObject([
      { recordRef: 'K-1', treatment: 'by_hand' },
      { recordRef: 'K-1/M-1', treatment: 'by_hand' },
    ]);
    // The decision keeps the customer itself.
    expect(takeAlong([over], [CUSTOMER, MANDATE], system, [customer, over])).toMatchObject([
      { recordRef: 'K-1/M-1', treatment: 'by_hand' },
    ]);
    expect(takeAlong([over, customer], found, system)).toMatchObject([
      { recordRef: 'K-1/M-1', treatment: 'delete' },
      { recordRef: 'K-1', treatment: 'by_hand' },
    ]);
  });
});
