import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { computeDeadlines } from './compute-deadlines.ts';
import type { ClockEvent } from './read-clock.ts';

/** An extension told today. */
export interface ExtensionToday {
  readonly until: CalendarDay;
  /** The promised day has passed: the notice should have gone before (law.md section 1). */
  readonly promisePassed: boolean;
}

/** AVG 12(3): one extension, told on or before the legal day, not while the clock stands still. */
export function checkExtension(
  received: Date,
  clock: readonly ClockEvent[],
  now: Date,
): Result<ExtensionToday, 'extension.already' | 'extension.stopped' | 'extension.too_late'> {
  const before = computeDeadlines(received, clock);
  if (before.extensionAccepted === true) return refuse('extension.already');
  if (before.legalDue === null) return refuse('extension.stopped');
  const after = computeDeadlines(received, [...clock, { at: now, event: 'extended' }]);
  if (after.extendedDue === null) return refuse('extension.too_late');
  return ok({ until: after.extendedDue, promisePassed: amsterdamDay(now) > before.policyDue });
}
