import { type Options, stringify } from 'csv-stringify/sync';

/** Excel reads a CSV as UTF-8 only with a byte order mark; a cell that it would take for a formula is text. */
const TABLE: Options = {
  delimiter: ';',
  escape_formulas: true,
  record_delimiter: '\r\n',
  // else only a break that is the table's own is quoted, and a cell of two lines becomes two rows
  quoted_match: /[\r\n]/,
};
/** Rows that are written together: one by one, the handling of a row costs many times the row. */
const ROWS = 500;

/** Rows as a CSV, written while it is read: some hundreds are held. A failure of the rows ends the reading with it. */
export async function* writeTable(
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
): AsyncIterable<Uint8Array> {
  let bom = true;
  let held: string[][] = [];
  for await (const row of rows) {
    held.push([...row]);
    if (held.length < ROWS) continue;
    yield Buffer.from(stringify(held, { ...TABLE, bom }));
    bom = false;
    held = [];
  }
  if (held.length > 0) yield Buffer.from(stringify(held, { ...TABLE, bom }));
}
