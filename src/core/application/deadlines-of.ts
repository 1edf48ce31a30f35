import { withComplaintTerm } from '../deadline/complaint-term.ts';
import { type ClockEvent, computeDeadlines, type Deadlines } from '../deadline/compute-deadlines.ts';
import { withoutLateStops } from '../deadline/without-late-stops.ts';
import { addDays, amsterdamDay, type CalendarDay, startOfDay } from '../kernel/calendar-day.ts';
import { after } from '../kernel/clock.ts';
import { isOwnDate } from '../request/request-events.ts';
import type { LoggedEvent, RequestRow } from './rows.ts';

/** All dates of a stored request with every step, by what its log says of the clock. */
export function deadlinesOf(
  request: Pick<RequestRow, 'receivedAt' | 'right'>,
  events: readonly LoggedEvent[],
  closingDays: ReadonlySet<CalendarDay>,
): Deadlines {
  return datesWith(request, clockOf(events), closingDays);
}

/** The same for a clock that is given. Staff do not count on a stop that was asked too late (law.md 2.10 b). */
export function datesWith(
  request: Pick<RequestRow, 'receivedAt' | 'right'>,
  clock: readonly ClockEvent[],
  closingDays: ReadonlySet<CalendarDay>,
): Deadlines {
  const dates = computeDeadlines(request.receivedAt, clock, closingDays);
  const { staffDue, steps } = safeDates(request, clock, closingDays);
  // The last step says how the date of staff came about.
  return { ...dates, staffDue, steps: [...dates.steps.slice(0, -1), ...steps.slice(-1)] };
}

/** The dates as if no stop had been asked too late; a complaint has a term of its own for staff (R23). */
export function safeDates(
  request: Pick<RequestRow, 'receivedAt' | 'right'>,
  clock: readonly ClockEvent[],
  closingDays: ReadonlySet<CalendarDay>,
): Deadlines {
  const { receivedAt, right } = request;
  const dates = computeDeadlines(receivedAt, withoutLateStops(receivedAt, clock), closingDays);
  return right === 'complaint' ? withComplaintTerm(dates, closingDays) : dates;
}

/**
 * What happened to the clock. A closing day or the term of a complaint is no such thing: it moves only the dates of
 * staff. A letter that came back told nobody, so what it did to the clock did not happen.
 */
export function clockOf(events: readonly Pick<LoggedEvent, 'at' | 'event'>[]): readonly ClockEvent[] {
  const back = new Set(
    events.flatMap(({ event }) => (event.type === 'notice_bounced' ? [event.letterId] : [])),
  );
  return events.reduce<readonly ClockEvent[]>((clock, { at, event }, index) => {
    if (event.type !== 'redated' || isOwnDate(event.cause)) return clock;
    const told = events[index - 1]?.event;
    if (event.cause === 'notice_bounced' || (told?.type === 'notice_sent' && back.has(told.letterId)))
      return clock;
    const { cause, on } = event;
    return changeClock(clock, { at, cause, ...(on === undefined ? {} : { on }) });
  }, []);
}

/** The clock with one more event; `on` is the day on which it happened, when it was entered later. */
export function changeClock(
  clock: readonly ClockEvent[],
  { at, cause, on }: { readonly at: Date; readonly cause: ClockEvent['event']; readonly on?: CalendarDay },
): readonly ClockEvent[] {
  if (on === undefined || on >= amsterdamDay(at)) return [...clock, { at, event: cause }];
  // Asked again when the thing had come already: that asked for nothing.
  const before = clock.filter(({ at: earlier }) => amsterdamDay(earlier) <= on);
  return [...before, { at: lastInstant(on), event: cause }];
}

/** An event of an earlier day comes after all others of that day. */
function lastInstant(day: CalendarDay): Date {
  return after(startOfDay(addDays(day, 1)), -1);
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
