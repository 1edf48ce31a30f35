import { addDays, amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { addMonths } from './add-months.ts';
import type { DeadlineStep } from './deadline-step.ts';
import { dueDateSteps, receiptSteps } from './due-date-steps.ts';
import type { DueDates } from './due-dates.ts';
import { NO_CLOSING_DAYS, previousWorkday, rollForward } from './previous-workday.ts';
import { type ClockEvent, readClock } from './read-clock.ts';

export type { DeadlineStep } from './deadline-step.ts';
export type { ClockEvent } from './read-clock.ts';

/** The due dates with every step of their arithmetic, in order. */
export interface Deadlines extends DueDates {
  readonly steps: readonly DeadlineStep[];
}

/** What the shop's published policy promises, in days from receipt. */
const PROMISED_DAYS = 30;

/**
 * All dates of a request received at an instant, by the calendar of Europe/Amsterdam (AVG 12(3); Reg. 1182/71 art. 3).
 * `clock` may be unordered. Closing days move the staff's dates, and only to an earlier day.
 */
export function computeDeadlines(
  received: Date,
  clock: readonly ClockEvent[],
  closingDays: ReadonlySet<CalendarDay> = NO_CLOSING_DAYS,
): Deadlines {
  const localReceivedDate = amsterdamDay(received);
  const month = addMonths(localReceivedDate, 1);
  const policyDue = addDays(localReceivedDate, PROMISED_DAYS);
  const reading = readClock({ received: localReceivedDate, month, policyDue }, clock);
  const { suspendedDays, extensionAccepted } = reading;
  const running = reading.stopOpenSince === null;

  const workday = (day: CalendarDay): CalendarDay => previousWorkday(day, closingDays);
  const legalDue = running ? addDays(month, suspendedDays) : null;
  const policyDuePaused = running ? addDays(policyDue, suspendedDays) : null;
  const safeDue = earlier(legalDue, policyDue);
  const safeDueWorkday = workday(safeDue);
  const safeDuePaused = policyDuePaused && earlier(legalDue, policyDuePaused);
  const safeDuePausedWorkday = safeDuePaused && workday(safeDuePaused);
  // Month and two months apart, not three at once: 31 January ends on 28 April, the earlier reading.
  const extendedDue = extensionAccepted === true ? addDays(addMonths(month, 2), suspendedDays) : null;
  const extendedDueWorkday = extendedDue && workday(extendedDue);

  const dates: DueDates = {
    localReceivedDate,
    legalDue,
    legalDueRolled: legalDue && rollForward(legalDue),
    policyDue,
    safeDue,
    safeDueWorkday,
    suspendedDays,
    extensionAccepted,
    extendedDue,
    extendedDueWorkday,
    policyDuePaused,
    safeDuePaused,
    safeDuePausedWorkday,
    customerDue: earlier(month, policyDue),
    // While a stop is open `safeDueWorkday` is the workday of the promise: a reaction is owed.
    staffDue: extendedDueWorkday ?? safeDuePausedWorkday ?? safeDueWorkday,
  };
  const steps = [
    ...receiptSteps(localReceivedDate, month),
    ...reading.steps,
    ...dueDateSteps(dates, month, PROMISED_DAYS, closingDays),
  ];
  return { ...dates, steps };
}

function earlier(day: CalendarDay | null, other: CalendarDay): CalendarDay {
  return day !== null && day < other ? day : other;
}
