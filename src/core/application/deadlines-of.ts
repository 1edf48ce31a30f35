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
