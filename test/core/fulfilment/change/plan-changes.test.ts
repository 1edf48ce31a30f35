import { describe, expect, test } from 'vitest';
import { needsHand } from '../../../../src/core/fulfilment/change/change-plan.ts';
import { countChanges } from '../../../../src/core/fulfilment/change/count-changes.ts';
import { changeOf, planChanges } from '../../../../src/core/fulfilment/change/plan-changes.ts';
import type { Outcome, OutcomeOf } from '../../../../src/core/fulfilment/outcome/outcome.ts';
import { planLetter } from '../../../../src/core/fulfilment/outcome/plan-letter.ts';
import { type FoundRecord, type PlanStep, TYPED_PLACE } from '../../../../src/core/fulfilment/processor.ts';
import { manualSource } from '../../../../src/processors/shared/manual.ts';
import { aRecord, fakeSystem } from '../../../support/fake-system.ts';
import { day } from '../../../support/request-builder.ts';
import { erasurePlan } from '../outcome/sample-outcomes.ts';

const NOW = new Date('2026-11-02T10:00:00Z');
const HELD = { basis: 'awr_52', until: '2033-12-31' } as const;
type Line = OutcomeOf<'erasure', 'planned'>['plan'][number];

function line(change: Partial<Line> = {}): Line {
  return {
    ...{ source: 'mollie', category: 'order', count: 1, treatment: 'erase' },
    ...{ ground: null, until: null, facts: '' },
    ...change,
  };
}
const KEEPS = { treatment: 'keep', ground: 'tax', until: day('2033-12-31') } as const;

function planned(
  outcome: Outcome,
  records: readonly FoundRecord[],
  restricted: readonly PlanStep[] = [],
  restrictedByHand: readonly string[] = [],
) {
  const coverage = { status: 'complete', scanned: 9, found: records.length, provesAbsence: true } as const;
  const results = [
    { source: 'mollie', coverage, records },
    { source: 'jouwweb', coverage, records: [aRecord('J-1')] },
  ];
  const processors = [fakeSystem('mollie', []), manualSource('jouwweb', 'processor')];
  return planChanges(outcome, { results, processors, restricted, restrictedByHand }, NOW);
}
const said = ({ steps }: ReturnType<typeof planned>) =>
  steps.map(({ recordRef, treatment }) => `${recordRef} ${treatment}`);
const erasing = (...plan: readonly Line[]) => ({ ...erasurePlan(), plan });

describe('an erasure (AVG 17)', () => {
  test('deletes exactly the records of its lines; of what a law keeps only goes what that law does not need', () => {
    const plan = planned(erasing(line({ count: 2 }), line({ category: 'invoice', ...KEEPS })), [
      aRecord('W-1'),
      aRecord('W-2'),
      aRecord('F-1', { category: 'invoice', hold: HELD }),
      aRecord('N-1', { category: 'newsletter' }),
    ]);
    expect(said(plan)).toEqual(['W-1 delete', 'W-2 delete', 'F-1 mask', 'F-1 keep']);
    expect(plan.byHand).toEqual([]);
    expect(needsHand(plan, 'erase:mollie')).toBe(false);
  });

  test('of one kind that goes in part takes what no law keeps, when that are as many', () => {
    const plan = planned(erasing(line(), line({ ...KEEPS })), [
      aRecord('W-1', { hold: HELD }),
      aRecord('W-2'),
    ]);
    expect(said(plan)).toEqual(['W-1 mask', 'W-1 keep', 'W-2 delete']);
  });

  test('of which nobody can say which records go is done by hand', () => {
    const order = { treatment: 'keep', ground: 'order', until: day('2027-01-31') } as const;
    const plan = planned(erasing(line(), line({ ...order })), [aRecord('W-1'), aRecord('W-2')]);
    expect(plan.steps).toEqual([]);
    expect(plan.byHand).toEqual([{ source: 'mollie', action: 'erase', category: 'order', count: 1 }]);
    expect(needsHand(plan, 'erase:mollie')).toBe(true);
  });

  test('touches nothing that is or may be about somebody else (R11)', () => {
    const plan = planned(erasing(line({ count: 2 })), [
      aRecord('W-1'),
      aRecord('W-2', { withheld: 'other_person' }),
      aRecord('W-3', { confidence: 'possible' }),
    ]);
    expect(said(plan)).toEqual(['W-1 delete']);
    expect(plan.byHand).toMatchObject([{ count: 1 }]);
  });

  test('leaves what a person typed to a person: its system does not know it by that reference', () => {
    const provenance = { place: TYPED_PLACE, fetchedAt: NOW.toISOString() };
    const plan = planned(erasing(line()), [aRecord('mollie:manual:1', { provenance })]);
    expect(plan).toEqual({
      steps: [],
      byHand: [{ source: 'mollie', action: 'erase', category: 'order', count: 1 }],
    });
  });

  test('of more than was found, or of what its system keeps, leaves the rest to a person', () => {
    const plan = planned(erasing(line({ count: 3 })), [aRecord('W-1'), aRecord('W-2', { hold: HELD })]);
    expect(plan.byHand).toMatchObject([{ category: 'order', count: 2 }]);
  });

  test('touches nothing that is referred, and leaves systems without a connection to people', () => {
    const plan = planned(erasing(line({ treatment: 'refer' }), line({ source: 'jouwweb' })), [
      aRecord('W-1'),
    ]);
    expect(plan).toEqual({
      steps: [],
      byHand: [{ source: 'jouwweb', action: 'erase', category: 'order', count: 1 }],
    });
  });

  test('is shown in numbers, with what else comes of it, to who approves it (R19)', () => {
    const plan = planned(
      erasing(line({ count: 2 }), line({ category: 'account' }), line({ category: 'message' })),
      [
        aRecord('W-1'),
        aRecord('W-2'),
        aRecord('A-1', { category: 'account' }),
        aRecord('M-1', { category: 'message' }),
      ],
    );
    const base = { source: 'mollie', fields: [], sideEffects: [] };
    expect(countChanges(plan)).toEqual([
      { ...base, treatment: 'delete', category: 'order', count: 2 },
      { ...base, treatment: 'delete', category: 'account', count: 1, sideEffects: ['subscription_ends'] },
      { ...base, treatment: 'by_hand', category: 'message', count: 1 },
    ]);
    expect(needsHand(plan, 'erase:mollie')).toBe(true);
  });
});

describe('a restriction (AVG 18)', () => {
  const restriction = (on: string | null): Outcome => ({
    ...{ right: 'restriction', result: 'restricted', ground: 'accuracy', data: 'uw adres' },
    systems: ['mollie', 'jouwweb'].map((system) => ({ system, on: on === null ? null : day(on) })),
    ...{ order: 'no_order', recipients: [] },
  });

  test('is made where it was not made yet: by the system itself, or by a person', () => {
    const plan = planned(restriction(null), [aRecord('W-1'), aRecord('A-1', { category: 'account' })]);
    expect(said(plan)).toEqual(['W-1 restrict', 'A-1 restrict']);
    expect(plan.byHand).toEqual([{ source: 'jouwweb', action: 'restrict', category: null, count: null }]);
  });

  test('that staff made before is not made again', () => {
    expect(planned(restriction('2026-11-01'), [aRecord('W-1')])).toEqual({ steps: [], byHand: [] });
  });

  const lifted: Outcome = {
    ...{ right: 'lift_restriction', result: 'lifted', reason: 'asked', reasonWords: '', data: 'uw adres' },
    ...{ liftOn: day('2026-11-10'), systems: [{ system: 'mollie' }], recipients: [] },
  };
  const BY_HAND = { source: 'mollie', action: 'unrestrict', category: null, count: null };

  test('is lifted by a person where no step of it is known: it was made by hand, or stood there before', () => {
    const elsewhere = planned(restriction(null), [aRecord('W-1')]).steps.map((step) => ({
      ...step,
      source: 'postnl',
    }));
    for (const known of [[], elsewhere])
      expect(planned(lifted, [aRecord('W-1')], known)).toEqual({ steps: [], byHand: [BY_HAND] });
  });

  test('that a person made in part is lifted in part by a person', () => {
    const { steps } = planned(restriction(null), [aRecord('W-1')]);
    const plan = planned(lifted, [aRecord('W-1'), aRecord('W-2')], steps, ['mollie']);
    expect(said(plan)).toContain('W-1 unrestrict');
    expect(plan.byHand).toEqual([BY_HAND]);
    expect(needsHand(plan, 'lift:mollie')).toBe(true);
  });

  test('is lifted with the steps by which it was made (AVG 18(3))', () => {
    const [made] = planned(restriction(null), [aRecord('W-1')]).steps;
    if (made === undefined) throw new Error('nothing was restricted');
    const elsewhere = { ...made, source: 'postnl' };
    const plan = planned(lifted, [aRecord('W-1')], [made, elsewhere]);
    expect(said(plan)).toEqual(['W-1 unrestrict']);
    const [step] = plan.steps;
    expect(step && changeOf(lifted, step, [made, elsewhere])).toEqual({
      action: 'unrestrict',
      restricted: [made],
    });
  });
});

describe('a rectification (AVG 16)', () => {
  const correction = { what: 'name', label: '', before: 'Jansn', after: 'Jansen', why: '' } as const;
  const rectified = (system: string, done: 'changed' | 'statement' = 'changed'): Outcome => ({
    ...{ right: 'rectification', result: 'decided' },
    corrections: [{ ...correction, system, done }],
    ...{ order: 'no_order', orderWords: '', recipients: [] },
  });
  const records = [aRecord('A-1', { category: 'contact_details' }), aRecord('F-1', { category: 'invoice' })];

  test('changes what the system knows of the person, and rewrites no order or invoice (R22)', () => {
    const plan = planned(rectified('mollie'), records);
    expect(said(plan)).toEqual(['A-1 change']);
    const [step] = plan.steps;
    expect(step && changeOf(rectified('mollie'), step, [])).toEqual({
      action: 'rectify',
      corrections: [{ what: 'name', before: 'Jansn', after: 'Jansen' }],
    });
  });

  test('that a connected system finds nowhere is work for a person, and the letter waits for it (R22)', () => {
    const plan = planned(rectified('mollie'), [aRecord('F-1', { category: 'invoice' })]);
    expect(plan).toEqual({
      steps: [],
      byHand: [{ source: 'mollie', action: 'rectify', category: 'contact_details', count: null }],
    });
    const decided = { right: 'rectification', refusedOn: null, outcome: rectified('mollie') } as const;
    const reach = { channel: 'web', proven: true, sendTo: '' } as const;
    expect(planLetter(decided, reach, [], plan).steps).toEqual(['rectify:mollie']);
  });

  test('without a connection, or where nothing was changed, is as staff wrote it', () => {
    expect(planned(rectified('jouwweb'), records)).toEqual({ steps: [], byHand: [] });
    expect(planned(rectified('mollie', 'statement'), records)).toEqual({ steps: [], byHand: [] });
  });
});
