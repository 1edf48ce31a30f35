import { addDays, type CalendarDay, parseDay } from '../../core/kernel/calendar-day.ts';

/** Serial numbers of Excel from 2000 up to and including 2099: other figures are no days. */
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;

/**
 * A day as exports write it: `2026-11-03`, `2026-11-03 10:12`, `3-11-2026`, `03/11/2026`, `3-11-26`, and 46329 (or
 * 46329,5) as Excel counts the days since 1900; undefined otherwise. A year of two figures is in this century.
 */
export function readDay(text: string): CalendarDay | undefined {
  const trimmed = text.trim();
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(trimmed)?.[1];
  if (iso !== undefined) return parseDay(iso);
  const serial = Number(/^(\d{5})(?:[.,]\d+)?$/.exec(trimmed)?.[1] ?? Number.NaN);
  if (serial >= FIRST_SERIAL && serial <= LAST_SERIAL) return fromSerial(serial);
  const dutch = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: .*)?$/.exec(trimmed);
  const [, day, month, year] = dutch ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  return parseDay(`${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function fromSerial(serial: number): CalendarDay | undefined {
  const first = parseDay('2000-01-01');
  return first === undefined ? undefined : addDays(first, serial - FIRST_SERIAL);
}
