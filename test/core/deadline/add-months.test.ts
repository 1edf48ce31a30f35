import { expect, it } from 'vitest';
import { addMonths } from '../../../src/core/deadline/add-months.ts';
import { day } from './clock-events.ts';

it.each([
  ['2026-11-02', 1, '2026-12-02'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2100-01-29', 1, '2100-02-28'],
  ['2000-01-31', 1, '2000-02-29'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2026-02-28', 2, '2026-04-28'],
  ['2026-01-31', 3, '2026-04-30'],
  ['2026-10-31', 14, '2027-12-31'],
  ['2026-10-31', 0, '2026-10-31'],
])('%s and %i months is %s: the same day number, or the last day of the month', (from, months, expected) => {
  expect(addMonths(day(from), months)).toBe(expected);
});

it('agrees with the built-in calendar on the length of every month from 1900 to 2200', () => {
  for (let year = 1900; year <= 2200; year += 1)
    for (let month = 1; month <= 12; month += 1) {
      const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
      const before = new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 8);
      const from = new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10);
      if (from === `${before}31`) expect(addMonths(day(from), 1)).toBe(last);
      else expect(addMonths(day(`${before}01`), 1)).toBe(`${last.slice(0, 8)}01`);
    }
});
