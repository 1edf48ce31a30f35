import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';

/** AVG 18(3) names no time between the notice and the lifting; a week lets the customer answer. The one place. */
export const NOTICE_DAYS = 7;

/** The first day on which data that rested may be used again after a notice of today. Who asked for it need not wait a week. */
export function earliestAfterNotice(today: CalendarDay, askedByCustomer: boolean): CalendarDay {
  return addDays(today, askedByCustomer ? 1 : NOTICE_DAYS);
}

/** The last day on which a notice of that day is early enough: the reverse of `earliestAfterNotice`. */
export function latestNotice(day: CalendarDay, askedByCustomer: boolean): CalendarDay {
  return addDays(day, askedByCustomer ? -1 : -NOTICE_DAYS);
}
