import { computeDeadlines } from '../deadline/compute-deadlines.ts';
import type { DueDates } from '../deadline/due-dates.ts';
import { isFreeDay } from '../deadline/free-day-name.ts';
import { toldDays } from '../deadline/told-days.ts';
import { addDays, amsterdamDay, amsterdamHour, type CalendarDay } from '../kernel/calendar-day.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { DueDays } from '../request/request-state.ts';

/** The due days of a request received at this instant, for this shop's closing days (law.md section 1). */
export function dueDays(receivedAt: Date, closingDays: ReadonlySet<CalendarDay>): DueDays {
  return daysToKeep(computeDeadlines(receivedAt, [], closingDays));
}

/** The days that a request keeps with it; the rest of its dates follows from its log. */
export function daysToKeep(dates: DueDates): DueDays {
  const { localReceivedDate, legalDue, policyDue, customerDue, staffDue } = dates;
  const toldDue = toldDays(dates).at(-1);
  return {
    ...{ receivedDay: localReceivedDate, legalDue, policyDue, customerDue, staffDue },
    ...(toldDue === undefined || toldDue <= customerDue ? {} : { toldDue }),
  };
}

/** The shop's own free days; they move only staff dates. */
export function closingDays(profile: ShopProfile): ReadonlySet<CalendarDay> {
  return new Set(profile.closingDays);
}

/** The day on which work that was made now is due: so many working days later (R5, R17). */
export function workdaysLater(now: Date, days: number): CalendarDay {
  let day = amsterdamDay(now);
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (!isFreeDay(day)) left -= 1;
  }
  return day;
}

const OPENS = 9;
const CLOSES = 17;

/** The next working day, when nobody reads at this instant (Amsterdam): outside 9 to 17 o'clock, or on a free day. */
export function readAgainOn(now: Date, closed: ReadonlySet<CalendarDay>): CalendarDay | undefined {
  const today = amsterdamDay(now);
  const hour = amsterdamHour(now);
  const works = (day: CalendarDay): boolean => !isFreeDay(day) && !closed.has(day);
  if (works(today) && hour >= OPENS && hour < CLOSES) return undefined;
  let day = hour < OPENS ? today : addDays(today, 1);
  while (!works(day)) day = addDays(day, 1);
  return day;
}
