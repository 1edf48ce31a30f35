import type { FoundRecord, KeyKind, SubjectKey } from '../../core/fulfilment/processor.ts';
import { taxUntil } from '../../core/fulfilment/tax-term.ts';
import { readDay } from '../shared/read-day.ts';
import { NUMBER_KINDS, numbersIn, type RowMatch } from './match-row.ts';

/** A row of an export that a key names. */
export interface OrderRow {
  readonly row: readonly string[];
  readonly index: number;
  readonly header: readonly string[];
  readonly columns: readonly string[];
  readonly uploadedAt: Date;
  readonly match: RowMatch;
}

/** The order as the export has it, under the confirmed names of its columns. */
export function orderRecord({ row, index, header, columns, uploadedAt, match }: OrderRow): FoundRecord {
  const fields = row.flatMap((value, column) => {
    const meaning = columns[column];
    if (meaning === undefined || meaning === 'ignore' || value === '') return [];
    return [{ name: meaning === 'other' ? (header[column] ?? 'other') : meaning, value }];
  });
  const day = readDay(row[columns.indexOf('orderDate')] ?? '');
  return {
    ref: `jouwweb:${index + 2}`,
    category: 'order',
    fields,
    matchedBy: match.matchedBy,
    thirdParty: false,
    hold: day === undefined ? null : { basis: 'awr_52', until: taxUntil(day) },
    ...(day === undefined ? {} : { day }),
    ...(match.certain ? {} : { confidence: 'possible' }),
    ...(fields.some(({ name }) => name === 'note') ? { special: ['free_text'] } : {}),
    provenance: { place: `row ${index + 2}`, fetchedAt: uploadedAt.toISOString() },
  };
}

/** What the order leads to in other systems, and what only a person may search by; an order that may be of somebody else leads nowhere. */
export function keysOf({ row, columns, match }: OrderRow): readonly SubjectKey[] {
  if (!match.certain) return [];
  const cell = (field: string) => (row[columns.indexOf(field)] ?? '').trim();
  const address = [cell('address') || cell('street'), postcodeOf(cell('postcode')), cell('city')];
  const values: readonly (readonly [KeyKind, string])[] = [
    ...NUMBER_KINDS.flatMap((kind) => numbersIn(kind, cell(kind)).map((number) => [kind, number] as const)),
    ['name', cell('name')],
    ['phone', cell('phone')],
    ['address', address.filter((part) => part !== '').join(', ')],
  ];
  return values.flatMap(([kind, value]) => (value === '' ? [] : [{ kind, value, from: 'found' }]));
}

/** `1234ab` as `1234 AB`, so that one address is one key. */
function postcodeOf(text: string): string {
  return text.replace(/^(\d{4})\s*([a-z]{2})$/i, (_all, figures: string, letters: string) => {
    return `${figures} ${letters.toUpperCase()}`;
  });
}
