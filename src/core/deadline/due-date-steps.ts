import { addDays, type CalendarDay } from '../kernel/calendar-day.ts';
import { addMonths, dayNumber } from './add-months.ts';
import { type DeadlineStep, step } from './deadline-step.ts';
import type { DueDates } from './due-dates.ts';
import { freeDayName } from './free-day-name.ts';
import { dayOff } from './previous-workday.ts';

/** How the first month is counted from the day of receipt. */
export function receiptSteps(received: CalendarDay, month: CalendarDay): DeadlineStep[] {
  const name = freeDayName(received);
  const free =
    name === undefined ? [] : [step(`free_${name}`, { day: received }), step('received_counts', {})];
  return [step('received', { day: received }), ...free, monthStep('month_later', received, month)];
}

/** How the dates follow from the first month, the promise and what the clock did. */
export function dueDateSteps(
  dates: DueDates,
  month: CalendarDay,
  promisedDays: number,
  closingDays: ReadonlySet<CalendarDay>,
): DeadlineStep[] {
  return [
    ...legalSteps(dates, month),
    step('policy_due', { number: promisedDays, day: dates.policyDue }),
    safeStep(dates),
    ...workdaySteps(dates.safeDue, dates.safeDueWorkday, closingDays),
    ...pausedSteps(dates, closingDays),
    ...extendedSteps(dates, month, closingDays),
    step('customer_due', { day: dates.customerDue }),
    staffStep(dates),
  ];
}

function legalSteps(
  { legalDue, legalDueRolled, suspendedDays }: DueDates,
  month: CalendarDay,
): DeadlineStep[] {
  if (legalDue === null || legalDueRolled === null) return [step('legal_due_open', {})];
  const due =
    suspendedDays === 0
      ? step('legal_due', { day: legalDue })
      : step('legal_due_suspended', { dayMonth: month, count: suspendedDays, day: legalDue });
  if (legalDueRolled === legalDue) return [due];
  const free: DeadlineStep[] = [];
  for (let day = legalDue; day < legalDueRolled; day = addDays(day, 1)) {
    const name = freeDayName(day);
    if (name !== undefined) free.push(step(`free_${name}`, { day }));
  }
  return [due, ...free, step('legal_due_rolled', { day: legalDueRolled })];
}

function safeStep({ legalDue, policyDue, safeDue }: DueDates): DeadlineStep {
  if (legalDue === null) return step('safe_due_open', { day: safeDue });
  return step(legalDue === policyDue ? 'safe_due_equal' : 'safe_due', { day: safeDue });
}

function pausedSteps(dates: DueDates, closingDays: ReadonlySet<CalendarDay>): DeadlineStep[] {
  const { policyDuePaused, safeDuePaused, safeDuePausedWorkday, suspendedDays: count } = dates;
  if (count === 0 || !policyDuePaused || !safeDuePaused || !safeDuePausedWorkday) return [];
  return [
    step('policy_due_paused', { count, day: policyDuePaused }),
    step('safe_due_paused', { day: safeDuePaused }),
    ...workdaySteps(safeDuePaused, safeDuePausedWorkday, closingDays),
  ];
}

function extendedSteps(
  { extendedDue, extendedDueWorkday, suspendedDays: count }: DueDates,
  month: CalendarDay,
  closingDays: ReadonlySet<CalendarDay>,
): DeadlineStep[] {
  if (extendedDue === null || extendedDueWorkday === null) return [];
  const dayMonth = addMonths(month, 2);
  return [
    monthStep('extended_month', month, dayMonth),
    count === 0
      ? step('extended_due', { day: extendedDue })
      : step('extended_due_suspended', { dayMonth, count, day: extendedDue }),
    ...workdaySteps(extendedDue, extendedDueWorkday, closingDays),
  ];
}

function monthStep(name: 'month_later' | 'extended_month', from: CalendarDay, to: CalendarDay): DeadlineStep {
  const number = dayNumber(from);
  if (number === dayNumber(to)) return step(name, { dayFrom: from, day: to });
  return step(`${name}_shortened`, { dayFrom: from, number, day: to });
}

function workdaySteps(
  due: CalendarDay,
  workday: CalendarDay,
  closingDays: ReadonlySet<CalendarDay>,
): DeadlineStep[] {
  if (due === workday) return [step('workday_same', { day: due })];
  const skipped: DeadlineStep[] = [];
  for (let day = due; day > workday; day = addDays(day, -1)) {
    const name = dayOff(day, closingDays);
    if (name !== undefined) skipped.push(step(`free_${name}`, { day }));
  }
  return [...skipped, step('workday', { dayDue: due, day: workday })];
}

function staffStep({ extensionAccepted, legalDue, staffDue: day }: DueDates): DeadlineStep {
  if (extensionAccepted === true) return step('staff_due_extended', { day });
  return step(legalDue === null ? 'staff_due_reaction' : 'staff_due', { day });
}
