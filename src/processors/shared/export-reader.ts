import type { CalendarDay } from '../../core/kernel/calendar-day.ts';
import { ok, type Result } from '../../core/kernel/result.ts';
import type { FileBytes } from './piecewise.ts';
import { readDay } from './read-day.ts';
import { asTable } from './read-sheet.ts';
import { readTable, type TableHead, type TableRefusal } from './read-table.ts';

const MAX_BYTES = 25 * 1024 * 1024;
/** So many rows are enough to recognise the columns by. */
const SAMPLE_ROWS = 5;
/** Columns that hold numbers of a record, as kept-records.ts knows them. */
const NUMBERS = ['invoiceNumber', 'orderNumber', 'paymentId', 'barcode'];

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

/** One row as it is compared with what was erased; the address as this desk writes addresses. */
export function exportRow(columns: readonly string[]): (row: readonly string[]) => ExportRow {
  const [email, date, ...numbers] = ['email', 'orderDate', ...NUMBERS].map((name) => columns.indexOf(name));
  const cell = (row: readonly string[], column = -1): string => (row[column] ?? '').trim();
  return (row) => {
    return {
      address: cell(row, email).toLowerCase(),
      day: readDay(cell(row, date)),
      recordIds: numbers.map((number) => cell(row, number)).filter((id) => id !== ''),
    };
  };
}

export interface ExportRow {
  readonly address: string;
  readonly day: CalendarDay | undefined;
  /** Among the numbers that recordIdsOf (kept-records.ts) gives the record of this row. */
  readonly recordIds: readonly string[];
}

/** Every row of a file, as it is compared with what was erased; begun anew when the file has to be read again. */
async function eachRow(
  bytes: FileBytes,
  columns: readonly string[],
  begin: () => (row: ExportRow) => void,
): Promise<void> {
  const readRow = exportRow(columns);
  await readTable(bytes, () => {
    const see = begin();
    return (row) => see(readRow(row));
  });
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

export const exportReader = { maxBytes: MAX_BYTES, asTable, summarise, periodOf, eachRow };
