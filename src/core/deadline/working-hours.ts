import { amsterdamDay, amsterdamHour, type CalendarDay } from '../kernel/calendar-day.ts';
import { dayOff } from './previous-workday.ts';

/** Full hours of the clock in Amsterdam between which reminders go out: the one place that says so. */
export const WORKING_HOURS = { from: 9, until: 17 } as const;

/** On the very day that was promised the customer hears nothing before this hour: until then an answer may still go. */
const LAST_HOUR = WORKING_HOURS.until - 1;

/** Whether staff are reminded now: inside working hours of a day on which the shop works. */
export function isWorkingTime(now: Date, closingDays: ReadonlySet<CalendarDay>): boolean {
  return isDaytime(now) && dayOff(amsterdamDay(now), closingDays) === undefined;
}

/** The same hours on any day: a promised date can be a Sunday, and a customer is not woken up. */
export function isDaytime(now: Date): boolean {
  const hour = amsterdamHour(now);
  return hour >= WORKING_HOURS.from && hour < WORKING_HOURS.until;
}

/** Whether a promised day is over, as far as its customer is concerned: from its last working hour on. */
export function isSpent(promised: CalendarDay, now: Date): boolean {
  const today = amsterdamDay(now);
  return today > promised || (today === promised && amsterdamHour(now) >= LAST_HOUR);
}
