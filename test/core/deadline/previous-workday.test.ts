import { describe, expect, it } from 'vitest';
import { computeDeadlines } from '../../../src/core/deadline/compute-deadlines.ts';
import { isOverdue } from '../../../src/core/deadline/is-overdue.ts';
import { previousWorkday } from '../../../src/core/deadline/previous-workday.ts';
import { codesOf, day, extended, instant, requested } from './clock-events.ts';

describe('the last working day on or before a day', () => {
  it.each([
    ['2026-11-04', '2026-11-04', 'a Wednesday stays'],
    ['2026-11-08', '2026-11-06', 'Sunday goes to Friday'],
    ['2026-04-06', '2026-04-02', 'Easter Monday goes to the Thursday before Good Friday'],
    ['2026-12-27', '2026-12-24', 'Sunday after Christmas'],
    ['2027-01-03', '2026-12-31', "New Year's Day and a weekend"],
    ['2025-04-27', '2025-04-25', "Sunday after King's Day"],
  ])('%s gives %s: %s', (from, expected) => {
    expect(previousWorkday(day(from))).toBe(expected);
  });

  it('skips the closing days of the shop too', () => {
    expect(previousWorkday(day('2026-12-28'), new Set([day('2026-12-28'), day('2026-12-24')]))).toBe(
      '2026-12-23',
    );
  });
});

describe('closing days of the shop', () => {
  const closed = new Set([day('2026-12-01'), day('2026-12-02'), day('2027-02-02')]);

  it('move the staff dates to an earlier day and leave the dates in law and promise', () => {
    const open = computeDeadlines(instant('2026-11-02'), []);
    const shut = computeDeadlines(instant('2026-11-02'), [], closed);
    expect(shut).toEqual({
      ...open,
      safeDueWorkday: '2026-11-30',
      safeDuePausedWorkday: '2026-11-30',
      staffDue: '2026-11-30',
      steps: shut.steps,
    });
    expect(codesOf(shut).filter((code) => code === 'free_closing_day')).toHaveLength(2);
  });

  it('move the extended date of staff', () => {
    const result = computeDeadlines(instant('2026-11-02'), [extended('2026-11-20')], closed);
    expect(result).toMatchObject({
      extendedDue: '2027-02-02',
      extendedDueWorkday: '2027-02-01',
      staffDue: '2027-02-01',
    });
  });

  it('move the date of the reaction while a stop is open', () => {
    const result = computeDeadlines(instant('2026-11-02'), [requested('2026-11-03')], closed);
    expect(result).toMatchObject({
      safeDue: '2026-12-02',
      safeDueWorkday: '2026-11-30',
      staffDue: '2026-11-30',
    });
  });

  it('do not count as holidays in law: the rolled date knows only the legal calendar', () => {
    const result = computeDeadlines(instant('2026-10-07'), [], new Set([day('2026-11-09')]));
    expect(result).toMatchObject({ legalDue: '2026-11-07', legalDueRolled: '2026-11-09' });
  });
});

describe('overdue', () => {
  it('starts at midnight in Amsterdam after the due day', () => {
    expect(isOverdue(day('2026-12-02'), instant('2026-12-02T22:59:59.999Z'))).toBe(false);
    expect(isOverdue(day('2026-12-02'), instant('2026-12-02T23:00:00Z'))).toBe(true);
    expect(isOverdue(day('2026-07-01'), instant('2026-07-01T21:59:59Z'))).toBe(false);
    expect(isOverdue(day('2026-07-01'), instant('2026-07-01T22:00:00Z'))).toBe(true);
  });
});
