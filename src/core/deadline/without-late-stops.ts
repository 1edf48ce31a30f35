import { addDays, amsterdamDay } from '../kernel/calendar-day.ts';
import { type ClockEvent, PROMPT_DAYS } from './read-clock.ts';
import { stoppedSince } from './stopped-since.ts';

/** The same events without the stops that were asked too late to count on: what the dates of staff go by. */
export function withoutLateStops(received: Date, clock: readonly ClockEvent[]): readonly ClockEvent[] {
  const last = addDays(amsterdamDay(received), PROMPT_DAYS);
  let since: ReturnType<typeof stoppedSince> = null;
  return clock
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .filter((event, index, ordered) => {
      const before = since;
      since = stoppedSince(received, ordered.slice(0, index + 1));
      return event.event === 'extended' || (before ?? since ?? last) <= last;
    });
}
