import { addDays, type CalendarDay, parseDay } from '../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** From the first to the last day of receipt, both in it. */
export interface Period {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

const FIRST = '2018-05-25';
const LAST = '2100-12-31';

/**
 * A period from words: none is all that there is, one is a year (2026), quarter (2026-Q1), month (2026-03) or day, two are
 * the first and the last of them. Refused when a word is none of these, or the last comes before the first.
 */
export function readPeriod(words: readonly string[]): Result<Period, 'register.period_unknown'> {
  const [first = FIRST, last = words.length === 0 ? LAST : first] = words;
  const [begin, end] = [daysOf(first), daysOf(last)];
  if (words.length > 2 || begin === undefined || end === undefined || end.to < begin.from)
    return refuse('register.period_unknown');
  return ok({ from: begin.from, to: end.to });
}

function daysOf(word: string): Period | undefined {
  const [, year, quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d{2}))?$/i.exec(word) ?? [];
  if (year === undefined) {
    const day = parseDay(word);
    return day === undefined ? undefined : { from: day, to: day };
  }
  const first = month === undefined ? (Number(quarter ?? 1) - 1) * 3 + 1 : Number(month);
  const months = month !== undefined ? 1 : quarter !== undefined ? 3 : 12;
  const next = first + months > 12 ? `${Number(year) + 1}-01-01` : monthStart(year, first + months);
  const [from, after] = [parseDay(monthStart(year, first)), parseDay(next)];
  return from === undefined || after === undefined ? undefined : { from, to: addDays(after, -1) };
}

function monthStart(year: string, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}-01`;
}
