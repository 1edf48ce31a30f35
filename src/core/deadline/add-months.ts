import { addDays, type CalendarDay } from '../kernel/calendar-day.ts';

/**
 * The day with the same number `months` later (0 or more); where that month lacks it, its last day.
 * Reg. 1182/71 art. 3(2)(c); counted from the day of receipt itself: CJEU C-171/03 Toeters.
 */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const start = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  let toFirst = 1 - dayNumber(day);
  for (let month = start; month < start + months; month += 1) toFirst += monthLength(month);
  return addDays(day, toFirst + Math.min(dayNumber(day), monthLength(start + months)) - 1);
}

/** The number of the day in its month, 1 to 31. */
export function dayNumber(day: CalendarDay): number {
  return Number(day.slice(-2));
}

/** `month` counts from January of year 0, Gregorian. */
function monthLength(month: number): number {
  const year = Math.floor(month / 12);
  switch (month % 12) {
    case 1:
      return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
    case 3:
    case 5:
    case 8:
    case 10:
      return 30;
    default:
      return 31;
  }
}
