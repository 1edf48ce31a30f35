import type { CalendarDay } from '../kernel/calendar-day.ts';

/** Every date of one request, as Amsterdam calendar days. A due day runs to its end: overdue starts the day after. */
export interface DueDates {
  /** The day of receipt; a weekend, a holiday and 23:59:59 count. */
  readonly localReceivedDate: CalendarDay;
  /** AVG 12(3): one month later, then the suspended days. Null while a stop is open. Never rolled. */
  readonly legalDue: CalendarDay | null;
  /** For information only: `legalDue` moved on to a working day (Reg. 1182/71 art. 3(4)). */
  readonly legalDueRolled: CalendarDay | null;
  /** The shop's promise, receipt + 30 days; nothing moves it. */
  readonly policyDue: CalendarDay;
  /** The earlier of the two; the promise while a stop is open. */
  readonly safeDue: CalendarDay;
  readonly safeDueWorkday: CalendarDay;
  readonly suspendedDays: number;
  /** Null: never tried. */
  readonly extensionAccepted: boolean | null;
  /** First month and two more, each shortened where needed, then the suspended days; null without extension. */
  readonly extendedDue: CalendarDay | null;
  readonly extendedDueWorkday: CalendarDay | null;
  /** The promise lengthened by the suspended days too; null while a stop is open. */
  readonly policyDuePaused: CalendarDay | null;
  readonly safeDuePaused: CalendarDay | null;
  readonly safeDuePausedWorkday: CalendarDay | null;
  /** `safeDue` at receipt: what the customer is told. */
  readonly customerDue: CalendarDay;
  /** What reminders, overdue and on-time figures use. */
  readonly staffDue: CalendarDay;
}
