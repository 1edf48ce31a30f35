import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';

/** A due day runs to 24:00 in Amsterdam: overdue starts at 00:00 of the next day (Reg. 1182/71 art. 3(2)(c)). */
export function isOverdue(due: CalendarDay, now: Date): boolean {
  return amsterdamDay(now) > due;
}
