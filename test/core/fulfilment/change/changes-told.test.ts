import { expect, test } from 'vitest';
import { changesTold } from '../../../../src/core/fulfilment/change/changes-told.ts';
import type { PlanStep } from '../../../../src/core/fulfilment/processor.ts';
import { aRecord } from '../../../support/fake-system.ts';

const HOLD = { basis: 'awr_52', until: '2033-12-31' } as const;
const step = (recordRef: string, change: Partial<PlanStep>): PlanStep => ({
  ...{ source: 'e-boekhouden', action: 'erase', recordRef, category: 'contact_details', recordHash: '' },
  ...{ treatment: 'delete', fields: [], hold: null, sideEffects: [], ...change },
});
const complete = { status: 'complete', scanned: 1, found: 1, provesAbsence: true } as const;
const results = [{ source: 'e-boekhouden', coverage: complete, records: [aRecord('R-1'), aRecord('R-2')] }];

test('each kind of a system that needs a person is told once, whether planned by the system or left by it', () => {
  const byHand = { treatment: 'by_hand' } as const;
  const steps = [step('R-1', byHand), step('R-2', byHand), step('R-3', {})];
  const left = { source: 'jouwweb', action: 'erase', category: 'order', count: 2 } as const;
  expect(changesTold({ steps, byHand: [left, { ...left, category: null }] }, results).byHand).toEqual([
    { source: 'e-boekhouden', category: 'contact_details' },
    { source: 'jouwweb', category: 'order' },
  ]);
});

test('of what stays only fields that were there are told as gone, not what the system sets', () => {
  const mask = { treatment: 'mask', fields: ['phone', 'inactive'], hold: HOLD } as const;
  const { blanked } = changesTold({ steps: [step('R-1', mask), step('R-2', mask)], byHand: [] }, results);
  expect(blanked).toEqual([{ source: 'e-boekhouden', category: 'contact_details', fields: ['phone'] }]);
  for (const none of [{ fields: ['inactive'] }, { hold: null }])
    expect(changesTold({ steps: [step('R-1', { ...mask, ...none })], byHand: [] }, results).blanked).toEqual(
      [],
    );
});
