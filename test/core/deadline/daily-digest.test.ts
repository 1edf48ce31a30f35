import { expect, test } from 'vitest';
import { isForDigest } from '../../../src/core/deadline/daily-digest.ts';
import { day } from '../../support/request-builder.ts';

test.each([
  ['a month ahead', '2026-12-29', false],
  ['eight working days ahead', '2026-11-19', false],
  ['seven working days ahead', '2026-11-18', true],
  ['today', '2026-11-09', true],
  ['yesterday', '2026-11-08', true],
])('a date %s belongs in the overview: %s -> %s', (_when, staffDue, expected) => {
  const dates = { received: day('2026-11-08'), staffDue: day(staffDue) };
  expect(isForDigest(dates, day('2026-11-09'), new Set())).toBe(expected);
});

test('at half of the term it is in the overview on that day only', () => {
  const dates = { received: day('2026-11-02'), staffDue: day('2026-12-02') };
  expect(isForDigest(dates, day('2026-11-17'), new Set())).toBe(true);
  expect(isForDigest(dates, day('2026-11-18'), new Set())).toBe(false);
});
