import type { CalendarDay } from '../kernel/calendar-day.ts';
import { isOpen, type RequestState } from '../request/request-state.ts';
import { changeClock, clockOf, datesWith } from './deadlines-of.ts';
import type { LoggedEvent } from './rows.ts';

/**
 * The day that staff had for what closes while proof is still awaited: as if it had come on the closing day (law.md 2.10,
 * Amsterdam days). What comes back waits again, with the day of an open stop. Null when neither happens. What was joined
 * goes by the request that it went to.
 */
export function staffDueAtClosing(
  before: RequestState,
  next: RequestState,
  events: readonly LoggedEvent[],
  closingDays: ReadonlySet<CalendarDay>,
): CalendarDay | null {
  if (!turnsInStop(before, next)) return null;
  const request = { receivedAt: new Date(before.receivedAt), right: before.right };
  const clock = clockOf(events);
  if (isOpen(next)) return datesWith(request, clock, closingDays).staffDue;
  const proven = { at: new Date(next.closedAt), cause: 'identity_verified' } as const;
  return datesWith(request, changeClock(clock, proven), closingDays).staffDue;
}

/** Whether a request closes, or comes back, while its clock stands still. */
export function turnsInStop(before: RequestState, next: RequestState): boolean {
  return before.due.legalDue === null && isOpen(before) !== isOpen(next) && next.status !== 'joined';
}
