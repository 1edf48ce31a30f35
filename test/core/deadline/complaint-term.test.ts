import { expect, test } from 'vitest';
import { withComplaintTerm } from '../../../src/core/deadline/complaint-term.ts';
import { remindersOwed } from '../../../src/core/deadline/reminders-owed.ts';
import { day, deadlines } from './clock-events.ts';

const NONE = new Set<never>();

test.each([
  ['2026-11-02', '2026-11-16', 'ten working days, two weekends'],
  ['2026-11-07', '2026-11-20', 'received on a Saturday: the first working day is Monday'],
  ['2026-12-18', '2027-01-05', 'Christmas, Boxing Day on a Saturday and New Year are free'],
  ['2026-04-24', '2026-05-12', 'King’s Day and 5 May are free'],
])('a complaint of %s is for staff to answer by %s: %s (R23)', (received, due) => {
  const dates = withComplaintTerm(deadlines(received), NONE);
  expect(dates.staffDue).toBe(due);
  expect(dates.steps.at(-1)).toMatchObject({ code: 'deadline.complaint_due', params: { day: due } });
});

test('a closing day moves that day earlier, never later, and nothing that the customer is told', () => {
  const before = deadlines('2026-11-02');
  const dates = withComplaintTerm(before, new Set([day('2026-11-16')]));
  expect(dates.staffDue).toBe('2026-11-13');
  expect([dates.customerDue, dates.legalDue]).toEqual([before.customerDue, before.legalDue]);
});

test('staff are reminded of it by that day', () => {
  const dates = withComplaintTerm(deadlines('2026-11-02'), NONE);
  const owed = (today: string) => remindersOwed(dates, day(today), NONE, () => new Set()).steps;
  expect(owed('2026-11-16')).toContain('due_day');
  expect(owed('2026-11-17')).toContain('overdue_2026-11-17');
});
