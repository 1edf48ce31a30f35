import { addDays, type CalendarDay, daysBetween } from '../kernel/calendar-day.ts';
import type { Right } from '../kernel/rights.ts';
import { dayOff, previousWorkday } from './previous-workday.ts';

export type ReminderStep = 'half_time' | 'workdays_7' | 'workdays_3' | 'workdays_1' | 'due_day';

export interface PlannedReminder {
  readonly step: ReminderStep;
  /** A day on which the shop works. */
  readonly day: CalendarDay;
}

/**
 * When staff are reminded of one request, in order of time: half of the term, 7, 3 and 1 working days before the day
 * they work to, and that day (R30). What would fall on the day of receipt or before it is left out, and so is a
 * half-time that would not come before the seven days.
 */
export function reminderPlan(
  received: CalendarDay,
  staffDue: CalendarDay,
  closingDays: ReadonlySet<CalendarDay>,
): readonly PlannedReminder[] {
  const seven = workdaysBefore(staffDue, 7, closingDays);
  const half = addDays(received, Math.floor(daysBetween(received, staffDue) / 2));
  const before: readonly PlannedReminder[] = [
    { step: 'half_time', day: previousWorkday(half, closingDays) },
    { step: 'workdays_7', day: seven },
    { step: 'workdays_3', day: workdaysBefore(staffDue, 3, closingDays) },
    { step: 'workdays_1', day: workdaysBefore(staffDue, 1, closingDays) },
  ];
  const told = before.filter(({ step, day }) => day > received && (step !== 'half_time' || day < seven));
  return [...told, { step: 'due_day', day: staffDue }];
}

/** How far away the day is that staff work to. */
export type Stand =
  | { readonly kind: 'ahead'; readonly workdays: number }
  | { readonly kind: 'today' }
  /** Calendar days since. */
  | { readonly kind: 'late'; readonly days: number };

/** What staff are reminded of outside the desk: numbers, rights and days, nothing about whose they are (R25). */
export interface Reminder {
  readonly lines: readonly {
    readonly number: string;
    readonly right: Right;
    readonly staffDue: CalendarDay;
    readonly stand: Stand;
    /** The legal day had nothing stopped the clock; only where that makes a difference. */
    readonly unstopped?: CalendarDay;
  }[];
  /** How many there are besides. */
  readonly more: number;
  /** Requests of the chat that nobody has proven. */
  readonly unproven: number;
}

/** Where a request stands today, in working days of this shop. */
export function standOf(
  staffDue: CalendarDay,
  today: CalendarDay,
  closingDays: ReadonlySet<CalendarDay>,
): Stand {
  if (today > staffDue) return { kind: 'late', days: daysBetween(staffDue, today) };
  if (today === staffDue) return { kind: 'today' };
  let workdays = 0;
  for (let day = addDays(today, 1); day <= staffDue; day = addDays(day, 1))
    if (dayOff(day, closingDays) === undefined) workdays += 1;
  return { kind: 'ahead', workdays };
}

function workdaysBefore(day: CalendarDay, count: number, closingDays: ReadonlySet<CalendarDay>): CalendarDay {
  let candidate = day;
  for (let left = count; left > 0; left -= 1)
    candidate = previousWorkday(addDays(candidate, -1), closingDays);
  return candidate;
}
