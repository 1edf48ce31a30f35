import { addDays, type CalendarDay } from '../kernel/calendar-day.ts';
import type { DueDates } from './due-dates.ts';
import { reminderPlan } from './reminder-plan.ts';

export interface OwedReminders {
  /** The ledger's name of the term: its last day before that moved to a working day. A changed closing day keeps it. */
  readonly term: CalendarDay;
  /** To be entered in the ledger together; empty: nobody is told anything today. */
  readonly steps: readonly string[];
  /** The day on which to look again, after today. */
  readonly next: CalendarDay;
}

/**
 * What one request owes its staff today (R30). `sentOf` gives what the ledger holds for a term. Days that were missed
 * are owed together, so that one message makes up for all of them. Past the date there is one for every day, but not
 * while a stop is open: then the reaction that was owed goes out by itself, and the term waits for the customer.
 */
export function remindersOwed(
  dates: DueDates,
  today: CalendarDay,
  closingDays: ReadonlySet<CalendarDay>,
  sentOf: (term: CalendarDay) => ReadonlySet<string>,
): OwedReminders {
  const plan = reminderPlan(dates.localReceivedDate, dates.staffDue, closingDays);
  const term = dates.extendedDue ?? dates.safeDuePaused ?? dates.policyDue;
  const waits = dates.legalDue === null && dates.extendedDue === null;
  const late = today > dates.staffDue && !waits ? [`overdue_${today}`] : [];
  const reached = plan.filter(({ day }) => day <= today).map(({ step }) => step);
  const sent = sentOf(term);
  return {
    term,
    steps: [...reached, ...late].filter((step) => !sent.has(step)),
    next: plan.find(({ day }) => day > today)?.day ?? addDays(today, 1),
  };
}
