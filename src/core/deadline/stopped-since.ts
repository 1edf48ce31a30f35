import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { computeDeadlines } from './compute-deadlines.ts';
import type { ClockEvent } from './read-clock.ts';

/** The Amsterdam day since which the clock stands still, of events in any order; null while it runs. */
export function stoppedSince(received: Date, clock: readonly ClockEvent[]): CalendarDay | null {
  const ordered = clock.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  let since: CalendarDay | null = null;
  for (const [index, { at }] of ordered.entries()) {
    const stopped = computeDeadlines(received, ordered.slice(0, index + 1)).legalDue === null;
    since = stopped ? (since ?? amsterdamDay(at)) : null;
  }
  return since;
}
