import type { CalendarDay } from '../../core/kernel/calendar-day.ts';
import { readDay } from './read-day.ts';
import { readTable } from './read-table.ts';

/** First and last day in the column that was confirmed as the order date; null without one. */
export function coveredPeriod(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): readonly [string, string] | null {
  const column = columns.indexOf('orderDate');
  const days = rows
    .map((row) => readDay(row[column] ?? ''))
    .filter((day): day is CalendarDay => day !== undefined);
  const first = days.reduce<string | undefined>(
    (least, day) => (least === undefined || day < least ? day : least),
    undefined,
  );
  const last = days.reduce<string | undefined>(
    (most, day) => (most === undefined || day > most ? day : most),
    undefined,
  );
  return first === undefined || last === undefined ? null : [first, last];
}

export const exportReader = { read: readTable, period: coveredPeriod };
