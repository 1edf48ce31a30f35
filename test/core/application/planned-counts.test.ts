import { expect, test } from 'vitest';
import { plannedCounts } from '../../../src/core/application/planned-counts.ts';
import { ALL_SAMPLES, erasurePlan } from '../fulfilment/outcome/sample-outcomes.ts';

test('who approves an erasure sees per place and kind what goes, stays and is referred, with how many (R19)', () => {
  const outcome = erasurePlan();
  const counts = plannedCounts(outcome);
  expect(counts).toHaveLength(outcome.plan.length);
  expect(new Set(counts.map(({ treatment }) => treatment))).toEqual(new Set(['erase', 'keep', 'refer']));
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(
    outcome.plan.reduce((sum, { count }) => sum + count, 0),
  );
});

test('no other decision has such counts', () => {
  const others = ALL_SAMPLES.filter(({ right, result }) => right !== 'erasure' || result !== 'planned');
  expect(others.flatMap(plannedCounts)).toEqual([]);
  expect(plannedCounts(null)).toEqual([]);
});
