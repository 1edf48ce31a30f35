import { addDays, type CalendarDay } from '../kernel/calendar-day.ts';
import type { Deadlines } from './compute-deadlines.ts';
import { step } from './deadline-step.ts';
import { isFreeDay } from './free-day-name.ts';
import { previousWorkday } from './previous-workday.ts';

/** R23: the shop answers a complaint within so many working days. */
const WORKDAYS = 10;

/**
 * The dates of a complaint: staff work to the tenth working day after the day of receipt, where that comes before the
 * date of every request. A closing day of the shop moves it earlier. What the customer is promised stays.
 */
export function withComplaintTerm(dates: Deadlines, closingDays: ReadonlySet<CalendarDay>): Deadlines {
  let day = dates.localReceivedDate;
  for (let left = WORKDAYS; left > 0; ) {
    day = addDays(day, 1);
    if (!isFreeDay(day)) left -= 1;
  }
  const staffDue = previousWorkday(day, closingDays);
  if (staffDue >= dates.staffDue) return dates;
  return {
    ...dates,
    staffDue,
    steps: [...dates.steps, step('complaint_due', { day: staffDue })],
  };
}
