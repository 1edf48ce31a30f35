import { ok, type Result } from '../../core/kernel/result.ts';
import type { FileBytes } from './piecewise.ts';
import { readDay } from './read-day.ts';
import { readTable, type TableHead, type TableRefusal } from './read-table.ts';

const MAX_BYTES = 25 * 1024 * 1024;
/** So many rows are enough to recognise the columns by. */
const SAMPLE_ROWS = 5;

export interface PeriodSoFar {
  see(row: readonly string[]): void;
  /** First and last day; null without one. */
  days(): readonly [string, string] | null;
}

/** First and last day in the column that was confirmed as the order date. */
export function coveredPeriod(columns: readonly string[]): PeriodSoFar {
  const column = columns.indexOf('orderDate');
  let first: string | undefined;
  let last: string | undefined;
  return {
    see(row) {
      const day = readDay(row[column] ?? '');
      if (day === undefined) return;
      if (first === undefined || day < first) first = day;
      if (last === undefined || day > last) last = day;
    },
    days: () => (first === undefined || last === undefined ? null : [first, last]),
  };
}

/** What an upload is told by, without its rows. */
export interface ExportSummary extends TableHead {
  readonly rowCount: number;
  readonly sample: readonly (readonly string[])[];
}

async function summarise(bytes: FileBytes): Promise<Result<ExportSummary, TableRefusal>> {
  let sample: (readonly string[])[] = [];
  const read = await readTable(bytes, () => {
    sample = [];
    return (row, index) => {
      if (index < SAMPLE_ROWS) sample.push(row);
    };
  });
  return read.ok ? ok({ ...read.value, sample }) : read;
}

/** First and last order day in the rows, when the columns say which they are. */
async function periodOf(
  bytes: FileBytes,
  columns: readonly string[],
): Promise<readonly [string, string] | null> {
  let period = coveredPeriod(columns);
  const read = await readTable(bytes, () => {
    period = coveredPeriod(columns);
    return period.see;
  });
  return read.ok ? period.days() : null;
}

export const exportReader = { maxBytes: MAX_BYTES, summarise, periodOf };
