import { type ClockEvent, computeDeadlines, type Deadlines } from '../deadline/compute-deadlines.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { LoggedEvent, RequestRow } from './rows.ts';

/** All dates of a stored request with every step, by what its log says of the clock. */
export function deadlinesOf(
  request: Pick<RequestRow, 'receivedAt'>,
  events: readonly LoggedEvent[],
  closingDays: ReadonlySet<CalendarDay>,
): Deadlines {
  return computeDeadlines(request.receivedAt, clockOf(events), closingDays);
}

/** What happened to the clock. A closing day is no such thing: it moves only the dates of staff. */
export function clockOf(events: readonly LoggedEvent[]): readonly ClockEvent[] {
  return events.flatMap(({ at, event }) =>
    event.type === 'redated' && event.cause !== 'closing_days' ? [{ at, event: event.cause }] : [],
  );
}

/** When closing days moved the date that staff work to, and from which day; null when something else did since. */
export function lastRedated(
  events: readonly LoggedEvent[],
): { readonly at: Date; readonly from: CalendarDay } | null {
  let redated: ReturnType<typeof lastRedated> = null;
  let from: CalendarDay | undefined;
  for (const { at, event } of events) {
    if (event.type !== 'opened' && event.type !== 'redated') continue;
    const moved = from !== undefined && event.type === 'redated' && event.cause === 'closing_days';
    redated = moved && from !== undefined ? { at, from } : null;
    from = event.due.staffDue;
  }
  return redated;
}
