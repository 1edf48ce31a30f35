import type { CalendarDay } from '../kernel/calendar-day.ts';

interface Term {
  /** AVG 12(3): the first month with its stops; null while one is open. */
  readonly legalDue: CalendarDay | null;
  readonly staffDue: CalendarDay;
}

/**
 * The day that a refusal of `day` comes too late for; null while it comes in time. More time is given for an answer, not
 * for a refusal: that is told within the first month (AVG 12(4); the extension stands in 12(3)).
 */
export function missedByRefusal({ legalDue }: Pick<Term, 'legalDue'>, day: CalendarDay): CalendarDay | null {
  return legalDue !== null && day > legalDue ? legalDue : null;
}

/** Whether what was closed on this Amsterdam day came in time: a refusal by the first month, all else by staff's day. */
export function closedInTime(term: Term, closed: CalendarDay, refused: boolean): boolean {
  return closed <= term.staffDue && !(refused && missedByRefusal(term, closed) !== null);
}
