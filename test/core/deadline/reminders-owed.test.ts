import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeDeadlines } from '../../../src/core/deadline/compute-deadlines.ts';
import { isFreeDay } from '../../../src/core/deadline/free-day-name.ts';
import { reminderPlan, standOf } from '../../../src/core/deadline/reminder-plan.ts';
import { remindersOwed } from '../../../src/core/deadline/reminders-owed.ts';
import { toldDays } from '../../../src/core/deadline/told-days.ts';
import { addDays, type CalendarDay } from '../../../src/core/kernel/calendar-day.ts';
import { day, deadlines, extended, instant, requested, verified } from './clock-events.ts';

const OPEN: ReadonlySet<CalendarDay> = new Set();

function planOf(received: string, due: string, closed: readonly string[] = []): string[] {
  return reminderPlan(day(received), day(due), new Set(closed.map(day))).map(
    (planned) => `${planned.step} ${planned.day}`,
  );
}

describe('staff are reminded', () => {
  it('at half-time, 7, 3 and 1 working days before, and on the day', () => {
    expect(planOf('2026-11-02', '2026-12-02')).toEqual([
      'half_time 2026-11-17',
      'workdays_7 2026-11-23',
      'workdays_3 2026-11-27',
      'workdays_1 2026-12-01',
      'due_day 2026-12-02',
    ]);
  });

  it('on an earlier day where one of them would be a weekend or a holiday, never on a later one', () => {
    expect(planOf('2026-03-20', '2026-04-17')).toEqual([
      // 3 April is Good Friday, 6 April is Easter Monday
      'half_time 2026-04-02',
      'workdays_7 2026-04-08',
      'workdays_3 2026-04-14',
      'workdays_1 2026-04-16',
      'due_day 2026-04-17',
    ]);
  });

  it('with closing days left out of the count', () => {
    expect(planOf('2026-11-02', '2026-12-02', ['2026-11-30', '2026-12-01']).slice(2)).toEqual([
      'workdays_3 2026-11-25',
      'workdays_1 2026-11-27',
      'due_day 2026-12-02',
    ]);
  });

  it('in a short term only by what comes after receipt, and by half of it only before the seven days', () => {
    expect(planOf('2026-11-24', '2026-12-02')).toEqual([
      'workdays_3 2026-11-27',
      'workdays_1 2026-12-01',
      'due_day 2026-12-02',
    ]);
    expect(planOf('2026-12-02', '2026-11-30')).toEqual(['due_day 2026-11-30']);
  });

  it('on working days of the shop only, each step later than the one before, whatever the term', () => {
    const closing = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 29_000 }), closing, (offset, closed) => {
        const received = addDays(day('2018-01-01'), offset);
        const days = new Set(closed.map((after) => addDays(received, after)));
        const { staffDue } = computeDeadlines(instant(received), [], days);
        const plan = reminderPlan(received, staffDue, days);
        expect(plan.at(-1)).toEqual({ step: 'due_day', day: staffDue });
        for (const [index, planned] of plan.entries()) {
          expect(isFreeDay(planned.day) || days.has(planned.day)).toBe(false);
          const before = plan[index - 1];
          if (before !== undefined) expect(planned.day > before.day).toBe(true);
        }
      }),
    );
  });
});

/** What is owed day by day when somebody looks on the given days only. */
function run(
  result: ReturnType<typeof deadlines>,
  looks: readonly string[],
  ledger = new Map<string, Set<string>>(),
) {
  return looks.map((today) => {
    const { term, steps } = remindersOwed(result, day(today), OPEN, (of) => ledger.get(of) ?? new Set());
    ledger.set(term, new Set([...(ledger.get(term) ?? []), ...steps]));
    return steps.join(' ');
  });
}

describe('a reminder', () => {
  const result = deadlines('2026-11-02');

  it('is owed once: a second look on the same day owes nothing', () => {
    expect(run(result, ['2026-11-16', '2026-11-17', '2026-11-17', '2026-11-18'])).toEqual([
      '',
      'half_time',
      '',
      '',
    ]);
  });

  it('that was missed is owed together with the others: one message makes up for all', () => {
    expect(run(result, ['2026-12-01', '2026-12-01'])).toEqual([
      'half_time workdays_7 workdays_3 workdays_1',
      '',
    ]);
    expect(run(result, ['2026-12-08', '2026-12-08', '2026-12-09'])).toEqual([
      'half_time workdays_7 workdays_3 workdays_1 due_day overdue_2026-12-08',
      '',
      'overdue_2026-12-09',
    ]);
  });

  it('comes daily once the day has passed', () => {
    expect(run(result, ['2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07']).slice(1)).toEqual([
      'overdue_2026-12-03',
      'overdue_2026-12-04',
      'overdue_2026-12-07',
    ]);
  });

  it('is not owed again when a closing day moves the date: it is the same term', () => {
    const ledger = new Map<string, Set<string>>();
    expect(run(result, ['2026-11-27'], ledger)).toEqual(['half_time workdays_7 workdays_3']);
    const closed = new Set([day('2026-12-02'), day('2026-12-01')]);
    const moved = computeDeadlines(instant('2026-11-02'), [], closed);
    expect(moved.staffDue).toBe('2026-11-30');
    const { term, steps } = remindersOwed(
      moved,
      day('2026-11-27'),
      closed,
      (of) => ledger.get(of) ?? new Set(),
    );
    expect([term, steps]).toEqual(['2026-12-02', ['workdays_1']]);
  });

  it('is owed anew for the longer term of an extension', () => {
    const ledger = new Map<string, Set<string>>();
    expect(run(result, ['2026-11-27'], ledger)).toEqual(['half_time workdays_7 workdays_3']);
    const longer = deadlines('2026-11-02', extended('2026-11-27T13:00:00Z'));
    expect(run(longer, ['2026-11-28', '2026-12-18', '2027-01-22'], ledger)).toEqual([
      '',
      'half_time',
      'workdays_7',
    ]);
  });

  it('counts from the promise while a stop is open, and is not repeated daily then: the term waits for the customer', () => {
    const stopped = deadlines('2026-11-02', requested('2026-11-04'));
    expect(run(stopped, ['2026-12-02', '2026-12-03', '2026-12-04']).slice(1)).toEqual(['', '']);
  });

  it('is repeated daily in an extended term, stop or not: that later date was told to the customer', () => {
    const both = deadlines('2026-11-02', extended('2026-11-19'), requested('2026-11-28'));
    expect(both).toMatchObject({ legalDue: null, staffDue: '2027-02-02' });
    expect(run(both, ['2027-02-02', '2027-02-03', '2027-02-04']).slice(1)).toEqual([
      'overdue_2027-02-03',
      'overdue_2027-02-04',
    ]);
  });

  it('counts from the paused date once the stop has ended', () => {
    const ended = deadlines('2026-11-02', requested('2026-11-04'), verified('2026-11-10'));
    expect(run(ended, ['2026-12-03', '2026-12-07', '2026-12-08', '2026-12-09']).slice(1)).toEqual([
      'workdays_1',
      'due_day',
      'overdue_2026-12-09',
    ]);
  });

  it('says on which day to look again', () => {
    const next = (today: string) => remindersOwed(result, day(today), OPEN, () => new Set()).next;
    expect([next('2026-11-02'), next('2026-11-17'), next('2026-12-01'), next('2026-12-02')]).toEqual([
      '2026-11-17',
      '2026-11-23',
      '2026-12-02',
      '2026-12-03',
    ]);
  });
});

it('a message says how far the day is away, in working days of the shop, or how long it is past', () => {
  const due = day('2026-12-02');
  expect(standOf(due, day('2026-11-27'), OPEN)).toEqual({ kind: 'ahead', workdays: 3 });
  expect(standOf(due, day('2026-11-27'), new Set([day('2026-11-30')]))).toEqual({
    kind: 'ahead',
    workdays: 2,
  });
  expect(standOf(due, due, OPEN)).toEqual({ kind: 'today' });
  expect(standOf(due, day('2026-12-07'), OPEN)).toEqual({ kind: 'late', days: 5 });
});

describe('the customer hears how it stands', () => {
  it.each([
    ['on the date of the receipt', [], ['2026-12-02']],
    ['on the promise while identity is awaited', [requested('2026-11-04')], ['2026-12-02']],
    [
      'on the promise and on the date that a stop led to',
      [requested('2026-11-04'), verified('2026-11-10')],
      ['2026-12-02', '2026-12-08'],
    ],
    ['on the promise and at the end of an extension', [extended('2026-11-20')], ['2026-12-02', '2027-02-02']],
    [
      'on the promise and at the end of an extension, also when a stop is open',
      [extended('2026-11-03'), requested('2026-11-04')],
      ['2026-12-02', '2027-02-02'],
    ],
  ])('%s', (_when, clock, days) => {
    expect(toldDays(deadlines('2026-11-02', ...clock))).toEqual(days);
  });

  it('of February earlier than the promise, unless identity is awaited', () => {
    expect(toldDays(deadlines('2026-01-31'))).toEqual(['2026-02-28']);
    expect(toldDays(deadlines('2026-01-31', requested('2026-02-02')))).toEqual(['2026-03-02']);
  });
});
