import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { DueDates } from './due-dates.ts';

/**
 * The days by which the customer was told to have an answer, in order: on each of them he hears how it stands when
 * there is none (R30). First the date of the receipt, or while identity is awaited the promise itself, since no legal
 * date runs then; after it the one of an extension or a stop, of which he has had notice.
 */
export function toldDays(dates: DueDates): readonly CalendarDay[] {
  const first = dates.legalDue === null ? dates.policyDue : dates.customerDue;
  const later = dates.extendedDue ?? dates.safeDuePaused;
  return later !== null && later > first ? [first, later] : [first];
}
