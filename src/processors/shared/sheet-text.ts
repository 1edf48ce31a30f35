const MOST_ROWS = 200_000;
/** So much text is no table that a shop exports. */
const MOST_CHARACTERS = 100 * 1024 * 1024;

export type SheetText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: 'export.xlsx_unreadable' | 'export.too_large' };

/**
 * The rows of all sheets as one table: orders may go on on a next sheet under the same headings. Undefined when a sheet has
 * other headings: what is on it would be passed over in silence.
 */
export function joinedSheets(
  sheets: readonly (readonly (readonly unknown[])[])[],
): readonly (readonly unknown[])[] | undefined {
  const filled = sheets
    .map((rows) => rows.filter((row) => row.some((cell) => cellText(cell) !== '')))
    .filter((rows) => rows.length > 0);
  const headings = filled.map(([first = []]) => first.map(cellText).join('\n').trimEnd());
  if (headings.some((heading) => heading !== headings[0])) return undefined;
  return filled.flatMap((rows, sheet) => (sheet === 0 ? rows : rows.slice(1)));
}

/** The rows of a sheet as CSV with its first filled row as header; figures as they stand in the file. */
export function sheetText(rows: readonly (readonly unknown[])[]): SheetText {
  if (rows.length > MOST_ROWS + 1) return { ok: false, code: 'export.too_large' };
  const filled = rows.filter((row) => row.some((cell) => cellText(cell) !== ''));
  const width = (filled[0] ?? []).reduce<number>(
    (last, cell, column) => (cellText(cell) === '' ? last : column + 1),
    0,
  );
  const lines: string[] = [];
  let characters = 0;
  for (const row of filled) {
    // A value without a heading: nobody could say what it means.
    if (row.slice(width).some((cell) => cellText(cell) !== ''))
      return { ok: false, code: 'export.xlsx_unreadable' };
    const line = Array.from({ length: width }, (_, column) => quoted(cellText(row[column]))).join(';');
    characters += line.length + 1;
    if (characters > MOST_CHARACTERS) return { ok: false, code: 'export.too_large' };
    lines.push(line);
  }
  return { ok: true, text: lines.join('\n') };
}

/** A day as `2026-11-03`, with its time where it has one. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? dayText(cell) : String(cell).trim();
}

/** Excel counts in fractions of a day, so that a second may be a thousandth short. */
function dayText(date: Date): string {
  const iso = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** A number of a sheet without `1.02E+5`, and with the fifteen figures that Excel keeps: 12.300000000000001 is 12.3. */
export function figures(written: string): string {
  const number = Number(Number(written).toPrecision(15));
  if (!Number.isFinite(number)) return written;
  if (Number.isInteger(number)) return BigInt(number).toString();
  return String(number).includes('e') ? number.toFixed(20).replace(/0+$/, '') : String(number);
}
