import type { CalendarDay } from '../kernel/calendar-day.ts';
import { type Reminder, reminderPlan, standOf } from './reminder-plan.ts';

/** The overview of a working day in the staff channel: numbers, rights and days, nothing about whose they are (R25). */
export interface DailyDigest {
  /** Late ones and those that ask for attention now. */
  readonly dates: Reminder;
  readonly deciding: NumberList;
  readonly undelivered: {
    readonly lines: readonly Undelivered[];
    readonly more: number;
  };
  /** Mails that belong to no conversation for sure. */
  readonly held: number;
}

export interface NumberList {
  readonly numbers: readonly string[];
  readonly more: number;
}

/** What did not reach its customer; `number` is null where no one request is meant. */
export interface Undelivered {
  readonly number: string | null;
  /** What failed and where it went instead; absent where the task alone says what to do. */
  readonly went?: { readonly failed: string; readonly next: string };
}

const NEAR_WORKDAYS = 7;

/** Whether a date belongs in today's overview: late, within seven working days, or half of its term is over today. */
export function isForDigest(
  { received, staffDue }: { readonly received: CalendarDay; readonly staffDue: CalendarDay },
  today: CalendarDay,
  closingDays: ReadonlySet<CalendarDay>,
): boolean {
  const stand = standOf(staffDue, today, closingDays);
  if (stand.kind !== 'ahead' || stand.workdays <= NEAR_WORKDAYS) return true;
  return reminderPlan(received, staffDue, closingDays).some(({ day }) => day === today);
}
