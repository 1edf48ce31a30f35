import { addDays, type CalendarDay } from '../kernel/calendar-day.ts';

/** What follows when nobody opens an answer (R21). */
export type UnopenedStep = 'unopened_first' | 'unopened_second' | 'unopened_third' | 'unopened_staff';

/** Three reminders; a week after the last one staff call, or post a letter. */
const DAYS: readonly (readonly [UnopenedStep, number])[] = [
  ['unopened_first', 3],
  ['unopened_second', 10],
  ['unopened_third', 21],
  ['unopened_staff', 28],
];

/** The day of the first reminder of an answer that left on a day. */
export function firstUnopenedDay(left: CalendarDay): CalendarDay {
  return addDays(left, DAYS[0]?.[1] ?? 0);
}

/**
 * What is owed today for an answer that left on a day and that nobody opened; `sent` is what the ledger holds for it. Of
 * steps that a run missed only the last one counts: nobody gets three mails at once. `next` is null when nothing follows.
 */
export function unopenedOwed(
  left: CalendarDay,
  today: CalendarDay,
  sent: ReadonlySet<string>,
): { readonly steps: readonly UnopenedStep[]; readonly next: CalendarDay | null } {
  const days = DAYS.map(([step, count]) => ({ step, day: addDays(left, count) }));
  const steps = days.filter(({ step, day }) => day <= today && !sent.has(step)).map(({ step }) => step);
  return { steps, next: days.find(({ day }) => day > today)?.day ?? null };
}
