import { parse } from 'csv-parse/sync';
import { sha256 } from '../../core/kernel/digest.ts';
import { ok, type Result, refuse } from '../../core/kernel/result.ts';

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of the header alone: the same columns in the same order mean the same profile. */
  readonly fingerprint: string;
}

export type TableRefusal =
  | 'export.empty'
  | 'export.too_large'
  | 'export.not_a_table'
  | 'export.encoding_unknown';

const MAX_BYTES = 25 * 1024 * 1024;
const SEPARATORS = [';', ',', '\t'] as const;

/**
 * Reads a dropped CSV: UTF-8 with or without BOM, UTF-16LE with BOM, else Windows-1252; `;`, `,` or tab, also by a
 * `sep=` line. The first row is the header. Nothing in a cell is executed or interpreted.
 */
export function readTable(content: Uint8Array): Result<Table, TableRefusal> {
  if (content.length === 0) return refuse('export.empty');
  if (content.length > MAX_BYTES) return refuse('export.too_large');
  const text = decode(content);
  if (text === undefined) return refuse('export.encoding_unknown');
  const { body, separator } = splitSeparatorLine(text);
  if (body.trim() === '') return refuse('export.empty');
  const records = parseCsv(body, separator ?? likelySeparator(body));
  const header = records?.[0];
  if (records === undefined || header === undefined || header.length < 2) return refuse('export.not_a_table');
  const names = header.map((name) => name.trim());
  return ok({ header: names, rows: records.slice(1), fingerprint: sha256(names.join('\u001f')) });
}

function decode(content: Uint8Array): string | undefined {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content);
  if (content.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (error) {
    // Not UTF-8: what Dutch Excel writes is Windows-1252; the sample on the desk shows whether that was right.
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(content);
    throw error;
  }
}

function splitSeparatorLine(text: string): { readonly body: string; readonly separator?: string } {
  const match = /^sep=(.)\r?\n/i.exec(text);
  const separator = match?.[1];
  return match === null || separator === undefined
    ? { body: text }
    : { body: text.slice(match[0].length), separator };
}

function likelySeparator(body: string): string {
  const line = body.split('\n', 1)[0] ?? '';
  const counts = SEPARATORS.map((separator) => ({ separator, count: line.split(separator).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator;
}

function parseCsv(body: string, delimiter: string): readonly (readonly string[])[] | undefined {
  try {
    return parse(body, { delimiter, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    // Uneven rows or a broken quote: the file is refused whole, no row is guessed.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
