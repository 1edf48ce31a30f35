import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/** Excel reads a CSV as UTF-8 only with a byte order mark; a cell that it would take for a formula is text. */
export function csvTable() {
  return stringify({
    delimiter: ';',
    escape_formulas: true,
    bom: true,
    record_delimiter: '\r\n',
    // else only a break that is the table's own is quoted, and a cell of two lines becomes two rows
    quoted_match: /[\r\n]/,
  });
}

/** Rows as a CSV, written while it is read: none is held. A failure of the rows ends the reading with it. */
export async function* writeTable(rows: AsyncIterable<readonly string[]>): AsyncIterable<Uint8Array> {
  const table = csvTable();
  pipeline(Readable.from(rows), table, () => undefined);
  for await (const chunk of table) yield Buffer.from(chunk);
}
