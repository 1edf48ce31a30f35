import type { KeyKind, SubjectKey } from '../../core/fulfilment/processor.ts';
import { namesOne } from '../../core/fulfilment/search-keys.ts';
import { isOtherName, isSameName } from '../shared/same-name.ts';
import { isSamePhone } from '../shared/same-phone.ts';

/** Kinds that name one order, as far as the confirmed columns have them. */
export const NUMBER_KINDS = ['orderNumber', 'invoiceNumber', 'paymentId', 'barcode'] as const;

/** What a row says that the keys are compared with. */
export interface RowMatch {
  readonly matchedBy: readonly KeyKind[];
  /** The address of the row is one that was proven or confirmed: it is the customer's own. */
  readonly certain: boolean;
}

/** Undefined for a row that none of the keys names. */
export type MatchRow = (row: readonly string[]) => RowMatch | undefined;

/**
 * Rows at an address that was proven or confirmed are the customer's, unless they are under a name that is none of `ownNames`.
 * Such a row, and one that only a number or a confirmed name or telephone number names, may be of somebody else: a
 * housemate, a guest order, a present (R6, R11).
 */
export function matchRow(
  columns: readonly string[],
  keys: readonly SubjectKey[],
  ownNames: readonly string[],
): MatchRow {
  const own = keys.filter(({ from }) => from !== 'found');
  const addresses = new Set(valuesOf(own, 'email').map((address) => address.trim().toLowerCase()));
  const numbers = NUMBER_KINDS.flatMap((kind) => {
    const values = new Set(valuesOf(keys, kind).map(numberOf));
    const column = columns.indexOf(kind);
    return column < 0 || values.size === 0 ? [] : [{ kind, column, values }];
  });
  const confirmed = keys.filter(({ from }) => from === 'confirmed');
  const names = valuesOf(confirmed, 'name');
  const phones = valuesOf(confirmed, 'phone');
  const cell = (row: readonly string[], field: string) => row[columns.indexOf(field)] ?? '';
  return (row) => {
    const theirs = addresses.has(cell(row, 'email').trim().toLowerCase());
    const matchedBy: readonly KeyKind[] = [
      ...(theirs ? (['email'] as const) : []),
      ...numbers.flatMap(({ kind, column, values }) =>
        numbersIn(kind, row[column] ?? '').some((number) => values.has(numberOf(number))) ? [kind] : [],
      ),
      ...(names.some((name) => isSameName(name, cell(row, 'name'))) ? (['name'] as const) : []),
      ...(phones.some((phone) => isSamePhone(phone, cell(row, 'phone'))) ? (['phone'] as const) : []),
    ];
    if (matchedBy.length === 0) return undefined;
    return { matchedBy, certain: theirs && !isOtherName(cell(row, 'name'), ownNames) };
  };
}

/** A number that a spreadsheet wrote as `1,02E+05`: what it was cannot be told any more. */
export function isDamaged(number: string): boolean {
  return /^-?\d+(?:[.,]\d+)?E\+?\d+$/i.test(number.trim());
}

/** One cell may hold several: an order in two parcels. What a spreadsheet damaged is none, and neither is a word. */
export function numbersIn(kind: (typeof NUMBER_KINDS)[number], cell: string): readonly string[] {
  if (isDamaged(cell)) return [];
  // A shop may write its own numbers with spaces: F 2026 001.
  const between = kind === 'barcode' || kind === 'paymentId' ? /[;,\s]+/ : /[;,\n\r]+/;
  return cell
    .split(between)
    .map((part) => part.trim().replace(CALLED, ''))
    .filter((value) => /[\p{L}\p{N}]/u.test(value) && namesOne({ kind, value }));
}

/** How a number is announced. */
const CALLED = /^(?:(?:bestelling|bestelnummer|order|ordernummer|factuur|factuurnummer|nr|no)[.:]?\s+)+/i;

function valuesOf(keys: readonly SubjectKey[], kind: KeyKind): readonly string[] {
  return keys.flatMap((key) => (key.kind === kind && key.value.trim() !== '' ? [key.value] : []));
}

/** `#1001` and `1001` are one order. */
function numberOf(number: string): string {
  return number.trim().replace(/^#/, '').toUpperCase();
}
