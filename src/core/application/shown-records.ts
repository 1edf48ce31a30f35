import { isUndecided } from '../fulfilment/found-so-far.ts';
import type { FoundRecord } from '../fulfilment/processor.ts';
import type { Tx } from './ports.ts';
import type { SearchRow } from './rows.ts';

/** Rows of one kind on a page of staff; more help nobody, and the package of the answer holds them all. */
const ROWS_SHOWN = 200;

/** The records of a search, those that a page shows with their long texts. */
export async function wholeWhereShown(
  tx: Tx,
  { requestId, source, records }: SearchRow,
): Promise<readonly FoundRecord[]> {
  const rows = new Map<string, number>();
  const isShown = (record: FoundRecord): boolean => {
    const kind = isUndecided(record) ? 'undecided' : record.category;
    const row = rows.get(kind) ?? 0;
    rows.set(kind, row + 1);
    return row < ROWS_SHOWN;
  };
  const long = records.filter((record) => record.shortened !== undefined && isShown(record));
  const whole = new Map((await tx.requests.whole(requestId, source, long)).map((one) => [one.ref, one]));
  return records.map((record) => whole.get(record.ref) ?? record);
}
