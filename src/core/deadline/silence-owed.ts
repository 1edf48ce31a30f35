import { addDays, type CalendarDay } from '../kernel/calendar-day.ts';

/** What follows when nobody answers the question who is asking (law.md 2.10). */
export type SilenceStep = 'identity_reminder' | 'identity_unanswered';

export interface OwedSilence {
  /** One at a time, so that a run that was missed gives nobody a reminder and its consequence together. */
  readonly step: SilenceStep | null;
  /** The day on which to look again; null when nothing follows. */
  readonly next: CalendarDay | null;
}

/** The customer is reminded once, and as long again later staff are proposed to close. */
const DAYS: readonly (readonly [SilenceStep, number])[] = [
  ['identity_reminder', 14],
  ['identity_unanswered', 28],
];

/** What is owed today for a stop that is open since a day; `sent` is what the ledger holds for that day. */
export function silenceOwed(since: CalendarDay, today: CalendarDay, sent: ReadonlySet<string>): OwedSilence {
  const left = DAYS.filter(([step]) => !sent.has(step)).map(
    ([step, days]) => [step, addDays(since, days)] as const,
  );
  const [first, second] = left;
  if (first === undefined) return { step: null, next: null };
  const [step, day] = first;
  if (day > today) return { step: null, next: day };
  if (second === undefined) return { step, next: null };
  const tomorrow = addDays(today, 1);
  return { step, next: second[1] > today ? second[1] : tomorrow };
}
