import { addDays, type CalendarDay } from '../kernel/calendar-day.ts';
import { type FreeDay, freeDayName } from './free-day-name.ts';

export const NO_CLOSING_DAYS: ReadonlySet<CalendarDay> = new Set();

/** Why the shop does not work on a day; undefined when it does. Closing days are the shop's own. */
export function dayOff(
  day: CalendarDay,
  closingDays: ReadonlySet<CalendarDay>,
): FreeDay | 'closing_day' | undefined {
  return freeDayName(day) ?? (closingDays.has(day) ? 'closing_day' : undefined);
}

/** The last day on or before `day` on which the shop works: a staff date only ever moves earlier. */
export function previousWorkday(
  day: CalendarDay,
  closingDays: ReadonlySet<CalendarDay> = NO_CLOSING_DAYS,
): CalendarDay {
  let candidate = day;
  while (dayOff(candidate, closingDays) !== undefined) candidate = addDays(candidate, -1);
  return candidate;
}

/** The first day on or after `day` that is a working day in law (Reg. 1182/71 art. 3(4)); closing days have no say. */
export function rollForward(day: CalendarDay): CalendarDay {
  let candidate = day;
  while (freeDayName(candidate) !== undefined) candidate = addDays(candidate, 1);
  return candidate;
}
