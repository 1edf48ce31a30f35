import { describe, expect, it } from 'vitest';
import { withComplaintTerm } from '../../../src/core/deadline/complaint-term.ts';
import { computeDeadlines, type Deadlines } from '../../../src/core/deadline/compute-deadlines.ts';
import { DEADLINE_STEPS } from '../../../src/core/deadline/deadline-step.ts';
import { addDays } from '../../../src/core/kernel/calendar-day.ts';
import { codesOf, day, deadlines, extended, instant, requested, verified } from './clock-events.ts';

/** Cases that together take every step there is. */
function everyCase(): Deadlines[] {
  const stop = [requested('2026-11-04'), verified('2026-11-10')];
  const cases = [
    deadlines('2026-11-02', ...stop, extended('2026-12-08'), extended('2026-12-09')),
    deadlines('2026-11-02', requested('2026-11-10'), requested('2026-11-11'), extended('2026-11-12')),
    deadlines('2026-11-02', requested('2026-12-03'), verified('2026-12-04'), extended('2026-12-05')),
    deadlines('2026-11-02', requested('2026-10-03'), extended('2026-10-04')),
    deadlines('2026-11-02', extended('2026-11-03')),
    deadlines('2026-12-31', ...[requested('2027-01-04'), verified('2027-01-05')], extended('2027-01-06')),
    deadlines('2026-11-30', extended('2026-12-10')),
    computeDeadlines(instant('2026-11-02'), [], new Set([day('2026-12-02')])),
    withComplaintTerm(deadlines('2026-11-02'), new Set()),
  ];
  for (let date = day('2026-01-01'); date < '2027-01-01'; date = addDays(date, 1))
    cases.push(deadlines(date));
  return cases;
}

describe('the explanation', () => {
  it('takes every step that it can take', () => {
    const taken = new Set(everyCase().flatMap(codesOf));
    expect([...taken].sort()).toEqual(Object.keys(DEADLINE_STEPS).sort());
  });

  it('starts with receipt and ends with the date for staff', () => {
    for (const result of everyCase()) {
      expect(result.steps[0]).toMatchObject({
        code: 'deadline.received',
        params: { day: result.localReceivedDate },
      });
      expect(result.steps.at(-1)?.params).toEqual({ day: result.staffDue });
    }
  });

  it('names every date that it arrives at', () => {
    for (const result of everyCase()) {
      const days = new Set(result.steps.map(({ params }) => params.day));
      const { localReceivedDate, legalDue, legalDueRolled, policyDue, safeDue, safeDueWorkday } = result;
      const { extendedDue, extendedDueWorkday, policyDuePaused, safeDuePaused, safeDuePausedWorkday } =
        result;
      const dates = [
        localReceivedDate,
        legalDue,
        legalDueRolled,
        policyDue,
        safeDue,
        safeDueWorkday,
        extendedDue,
      ];
      for (const date of [...dates, extendedDueWorkday, policyDuePaused, safeDuePaused, safeDuePausedWorkday])
        if (date !== null) expect(days).toContain(date);
    }
  });

  it('goes step by step: weekend, shortened month, stop, late promise, extension', () => {
    const stop = [requested('2026-02-02'), verified('2026-02-07')];
    expect(codesOf(deadlines('2026-01-31', ...stop, extended('2026-02-20')))).toEqual([
      'received',
      'free_saturday',
      'received_counts',
      'month_later_shortened',
      'stop_opened',
      'stop_closed',
      'extension_accepted',
      'legal_due_suspended',
      'policy_due',
      'safe_due',
      'workday_same',
      'policy_due_paused',
      'safe_due_paused',
      'workday_same',
      'extended_month',
      'extended_due_suspended',
      'free_sunday',
      'free_saturday',
      'workday',
      'customer_due',
      'staff_due_extended',
    ]);
  });

  it('for the customer leaves out weekends, holidays, warnings and the dates of staff', () => {
    const plain = (result: Deadlines): string[] =>
      result.steps.filter((step) => step.plain).map(({ code }) => code.slice('deadline.'.length));
    expect(plain(deadlines('2026-03-05'))).toEqual([
      'received',
      'month_later',
      'policy_due',
      'safe_due',
      'customer_due',
    ]);
    expect(plain(deadlines('2026-11-02', requested('2026-11-20')))).toEqual([
      'received',
      'month_later',
      'stop_opened',
      'legal_due_open',
      'policy_due',
      'safe_due_open',
      'customer_due',
    ]);
  });
});
