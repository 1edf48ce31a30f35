import { expect, test } from 'vitest';
import { readPeriod } from '../../../src/core/register/read-period.ts';

test.each([
  [[], '2018-05-25', '2100-12-31'],
  [['2026'], '2026-01-01', '2026-12-31'],
  [['2026-Q1'], '2026-01-01', '2026-03-31'],
  [['2026-q4'], '2026-10-01', '2026-12-31'],
  [['2028-02'], '2028-02-01', '2028-02-29'],
  [['2026-12'], '2026-12-01', '2026-12-31'],
  [['2026-03-09'], '2026-03-09', '2026-03-09'],
  [['2025-Q3', '2026-02'], '2025-07-01', '2026-02-28'],
  [['2026-01-15', '2026-01-15'], '2026-01-15', '2026-01-15'],
])('%j is %s up to and including %s', (words, from, to) => {
  expect(readPeriod(words)).toEqual({ ok: true, value: { from, to } });
});

test.each([
  [['2026-13']],
  [['2026-Q5']],
  [['2026-02-30']],
  [['gisteren']],
  [['2026', '2025']],
  [['2026-01', '2026-02', '2026-03']],
  [['']],
])('%j is no period', (words) => {
  expect(readPeriod(words)).toMatchObject({ ok: false, refusal: { code: 'register.period_unknown' } });
});
