import { describe, expect, test } from 'vitest';
import { isWholeLog, preparersOf } from '../../../src/core/application/log-review.ts';
import type { ReviewEvent, ReviewStep } from '../../../src/core/application/ports.ts';
import { CHAIN_START, chainHash } from '../../../src/core/register/event-chain.ts';

const REVIEW = '3f0c2f57-62c5-4a4c-9c3e-0d9d5f3f8a11';
const AT = new Date('2026-11-23T09:00:00Z');

/** The log as it is written: each entry over the one before it. */
function logOf(...said: readonly (readonly [string, ReviewEvent])[]): readonly ReviewStep[] {
  const steps: ReviewStep[] = [];
  for (const [by, event] of said) {
    const sequence = steps.length + 1;
    const previousHash = steps.at(-1)?.hash ?? CHAIN_START;
    const hash = chainHash(previousHash, { requestId: REVIEW, sequence, at: AT, by, event });
    steps.push({ sequence, at: AT, by, event, reason: '', previousHash, hash });
  }
  return steps;
}

const LOG = logOf(
  ['staff:noor', { type: 'listed', people: 3, orders: 4 }],
  ['staff:sam', { type: 'approved', people: 2, orders: 3 }],
  ['staff:noor', { type: 'ticked', places: ['jouwweb'] }],
  ['staff:noor', { type: 'carried_out', people: 2 }],
);

const changed = (sequence: number, change: Partial<ReviewStep>) =>
  LOG.map((step) => (step.sequence === sequence ? { ...step, ...change } : step));

describe('the log of a plan for people past two years (R32)', () => {
  test('is whole as it was written, also before its first entry', () => {
    expect(isWholeLog(REVIEW, LOG)).toBe(true);
    expect(isWholeLog(REVIEW, [])).toBe(true);
  });

  test.each<readonly [string, readonly ReviewStep[]]>([
    ['another person', changed(2, { by: 'staff:noor' })],
    ['another number of people', changed(2, { event: { type: 'approved', people: 3, orders: 3 } })],
    ['another time', changed(4, { at: new Date(AT.getTime() + 1) })],
    ['an entry that is gone', LOG.filter(({ sequence }) => sequence !== 2)],
    ['a first entry that is gone', LOG.slice(1)],
    ['two that changed places', [...LOG.slice(0, 2).toReversed(), ...LOG.slice(2)]],
  ])('shows %s', (_what, steps) => {
    expect(isWholeLog(REVIEW, steps)).toBe(false);
  });

  test('of another plan does not fit', () => {
    expect(isWholeLog('7d2a5b8e-2f3f-4f0e-8a7c-51d2c1f0a9b4', LOG)).toBe(false);
  });

  test('says whose export made the list; nobody of a list from before there was a log', () => {
    expect(preparersOf(LOG)).toEqual(['staff:noor']);
    expect(preparersOf([])).toEqual([]);
  });
});
