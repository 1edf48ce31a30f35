import { addDays, amsterdamDay, type CalendarDay, daysBetween } from '../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { computeDeadlines } from './compute-deadlines.ts';
import { isFreeDay } from './free-day-name.ts';
import { type ClockEvent, PROMPT_DAYS } from './read-clock.ts';
import { stoppedSince } from './stopped-since.ts';

/** A doubt about who somebody is, asked today. */
export interface DoubtToday {
  /** Since when the clock stands still: today, or the day of the first ask (a second one opens nothing). */
  readonly since: CalendarDay;
  readonly again: boolean;
  /** Asked after more than three working days, or too late for the safe view to count a stop (law.md 2.10 b). */
  readonly asked: 'prompt' | 'slow' | 'late';
}

/** law.md 2.10 b. */
const PROMPT_WORKDAYS = 3;

/** AVG 12(6): whether a doubt that is asked now stops the clock or repeats an open question; refused after the legal day. */
export function checkDoubt(
  received: Date,
  clock: readonly ClockEvent[],
  now: Date,
): Result<DoubtToday, 'doubt.after_due'> {
  const today = amsterdamDay(now);
  const asked = promptness(amsterdamDay(received), today);
  const open = stoppedSince(received, clock);
  if (open !== null) return ok({ since: open, again: true, asked });
  const { legalDue } = computeDeadlines(received, clock);
  if (legalDue === null || today > legalDue) return refuse('doubt.after_due');
  return ok({ since: today, again: false, asked });
}

function promptness(received: CalendarDay, today: CalendarDay): DoubtToday['asked'] {
  if (daysBetween(received, today) > PROMPT_DAYS) return 'late';
  let workdays = 0;
  for (let day = addDays(received, 1); day <= today; day = addDays(day, 1))
    if (!isFreeDay(day)) workdays += 1;
  return workdays > PROMPT_WORKDAYS ? 'slow' : 'prompt';
}
