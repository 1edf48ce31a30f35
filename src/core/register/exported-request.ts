/** One request as the register is exported: nothing about whose it is. Days are Amsterdam's; null is not known. */
export interface ExportedRequest {
  readonly number: string;
  readonly right: string;
  /** As it stands; of an anonymised request how it ended. */
  readonly status: string;
  /** `YYYY-MM-DD`, of an anonymised request `YYYY-MM` (R34). */
  readonly received: string;
  readonly channel: string | null;
  readonly customerDue: string | null;
  readonly staffDue: string | null;
  readonly closed: string | null;
  /** Days from receipt to the answer. */
  readonly daysUsed: number | null;
  readonly onTime: boolean | null;
  readonly extended: boolean | null;
  /** On what it was refused; of an anonymised request also what was kept in spite of it. */
  readonly grounds: readonly string[];
  readonly anonymised: boolean;
}

/** The columns, in their order: a closed list (docs/register.md). */
export const EXPORT_COLUMNS = [
  'number',
  'right',
  'status',
  'received',
  'channel',
  'customerDue',
  'staffDue',
  'closed',
  'daysUsed',
  'onTime',
  'extended',
  'grounds',
  'anonymised',
] as const satisfies readonly (keyof ExportedRequest)[];

/** The cells of one row; a list is one cell, its members apart by a semicolon and a blank. */
export function exportCells(row: ExportedRequest): readonly string[] {
  return EXPORT_COLUMNS.map((column) => {
    const value = row[column];
    if (value === null) return '';
    return typeof value === 'object' ? value.join('; ') : String(value);
  });
}
