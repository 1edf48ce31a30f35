import {
  type ClockEvent,
  computeDeadlines,
  type Deadlines,
} from '../../../src/core/deadline/compute-deadlines.ts';
import { type CalendarDay, parseDay } from '../../../src/core/kernel/calendar-day.ts';

export const requested = (at: string): ClockEvent => ({ at: instant(at), event: 'identity_requested' });
export const verified = (at: string): ClockEvent => ({ at: instant(at), event: 'identity_verified' });
export const extended = (at: string): ClockEvent => ({ at: instant(at), event: 'extended' });

/** The deadlines of a request; a bare day stands for noon UTC, which is the same day in Amsterdam. */
export function deadlines(received: string, ...clock: ClockEvent[]): Deadlines {
  return computeDeadlines(instant(received), clock);
}

export function instant(text: string): Date {
  return new Date(text.length === 10 ? `${text}T12:00:00Z` : text);
}

export function day(text: string): CalendarDay {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`no such day: ${text}`);
  return parsed;
}

export function codesOf(result: Deadlines): string[] {
  return result.steps.map(({ code }) => code.slice('deadline.'.length));
}
