import { type CalendarDay, parseDay } from '../../core/kernel/calendar-day.ts';

/** A day as exports write it: `2026-11-03`, `2026-11-03 10:12`, `3-11-2026`, `03/11/2026`; undefined otherwise. */
export function readDay(text: string): CalendarDay | undefined {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text.trim())?.[1];
  if (iso !== undefined) return parseDay(iso);
  const dutch = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?$/.exec(text.trim());
  const [, day, month, year] = dutch ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  return parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
