import { expect, test } from 'vitest';
import { closedInTime, missedByRefusal } from '../../../src/core/deadline/refusal-term.ts';
import { day } from '../../support/request-builder.ts';

const EXTENDED = { legalDue: day('2026-12-02'), staffDue: day('2027-02-02') };

test('more time is for an answer: a refusal comes within the first month (AVG 12(4))', () => {
  expect(missedByRefusal(EXTENDED, day('2026-12-02'))).toBeNull();
  expect(missedByRefusal(EXTENDED, day('2026-12-03'))).toBe('2026-12-02');
  expect(closedInTime(EXTENDED, day('2027-01-01'), false)).toBe(true);
  expect(closedInTime(EXTENDED, day('2027-01-01'), true)).toBe(false);
  expect(closedInTime(EXTENDED, day('2026-12-02'), true)).toBe(true);
});

test('without more time the day of staff comes first; while proof is awaited the month stands still', () => {
  const term = { legalDue: day('2026-12-02'), staffDue: day('2026-11-30') };
  expect(closedInTime(term, day('2026-12-01'), true)).toBe(false);
  expect(closedInTime(term, day('2026-12-01'), false)).toBe(false);
  expect(missedByRefusal({ legalDue: null }, day('2027-05-01'))).toBeNull();
});
