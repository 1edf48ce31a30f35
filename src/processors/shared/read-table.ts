import { sha256 } from '../../core/kernel/digest.ts';
import { ok, type Result, refuse } from '../../core/kernel/result.ts';
import { parseRows } from './parse-rows.ts';
import { type FileBytes, piecewise } from './piecewise.ts';

export interface TableHead {
  readonly header: readonly string[];
  /** Of the header alone: the same columns in the same order mean the same profile. */
  readonly fingerprint: string;
}

/** What is done with each row after the header, in order; begun anew when the table has to be read again. */
export type SeeRows = (head: TableHead) => (row: readonly string[], index: number) => void;

export type TableRefusal = 'export.empty' | 'export.not_a_table' | 'export.encoding_unknown';

type Read = Result<TableHead & { readonly rowCount: number }, TableRefusal>;

const NO_ROWS: SeeRows = () => () => undefined;

/**
 * Reads a dropped CSV to its end, giving way to everything else in between: UTF-8 with or without BOM, UTF-16LE with
 * BOM, else Windows-1252; `;`, `,` or tab, also by a `sep=` line. The first row is the header. Nothing in a cell is
 * executed or interpreted. A file that is no table is refused whole: no row is guessed.
 */
export async function readTable(bytes: FileBytes, seeRows: SeeRows = NO_ROWS): Promise<Read> {
  for (const encoding of await likelyEncodings(bytes)) {
    const read = await readAs(encoding, bytes, seeRows);
    if (read !== undefined) return read;
  }
  return refuse('export.encoding_unknown');
}

/** What Dutch Excel writes is Windows-1252 where it is not UTF-8; the sample on the desk shows whether that was right. */
async function likelyEncodings(bytes: FileBytes): Promise<readonly Encoding[]> {
  const start: number[] = [];
  for await (const piece of piecewise(bytes)) {
    start.push(...piece.subarray(0, 2));
    if (start.length >= 2) break;
  }
  return start[0] === 0xff && start[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'windows-1252'];
}

type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252';

/** Undefined when the bytes are not in this encoding. */
async function readAs(encoding: Encoding, bytes: FileBytes, seeRows: SeeRows): Promise<Read | undefined> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  let head: TableHead | undefined;
  let see: ReturnType<SeeRows> | undefined;
  let rowCount = 0;
  const rows = parseRows((row) => {
    if (see !== undefined) {
      see(row, rowCount);
      rowCount += 1;
      return;
    }
    head = { header: row, fingerprint: sha256(row.join('\u001f')) };
    see = seeRows(head);
  });
  for await (const piece of piecewise(bytes)) {
    const text = decode(decoder, piece);
    if (text === undefined) return undefined;
    if (encoding !== 'utf-16le' && text.includes('\0')) return refuse('export.encoding_unknown');
    if (!(await rows.write(text)) || tooNarrow(head)) return refuse('export.not_a_table');
  }
  const rest = decode(decoder);
  if (rest === undefined) return undefined;
  if (!(await rows.write(rest)) || !(await rows.end()) || tooNarrow(head))
    return refuse('export.not_a_table');
  return head === undefined ? refuse('export.empty') : ok({ ...head, rowCount });
}

function tooNarrow(head: TableHead | undefined): boolean {
  return head !== undefined && head.header.length < 2;
}

/** Without a piece: what is left at the end. Undefined for bytes that mean nothing in this encoding. */
function decode(decoder: InstanceType<typeof TextDecoder>, piece?: Uint8Array): string | undefined {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
