import type { Category, FoundRecord, KeyKind } from '../../core/fulfilment/processor.ts';
import { taxUntil } from '../../core/fulfilment/tax-term.ts';
import type { CalendarDay } from '../../core/kernel/calendar-day.ts';
import type { BookedRow, Booking, Invoice, Relation } from './read-books.ts';

export const E_BOEKHOUDEN = 'e-boekhouden';

/** How something was found, and whether it may be of somebody else. */
export interface Match {
  readonly by: readonly KeyKind[];
  readonly certain: boolean;
}

type Written = Pick<FoundRecord, 'category' | 'fields' | 'hold'> & Partial<Pick<FoundRecord, 'day'>>;

/** Whether it is a relation: invoices and bookings are never changed. */
export function isRelation(ref: string): boolean {
  return ref.startsWith('relation:');
}

/** Where the interface shows what a record is, without the version. */
export function pathOf(ref: string): string {
  return `/${ref.replace(':', '/')}`;
}

/** With the hold of the latest invoice: it is what a preview and a later reading are compared by. */
export function writtenRelation({ fields }: Relation, days: readonly CalendarDay[]): Written {
  const latest = [...days].sort().at(-1);
  return { category: 'contact_details', fields, hold: latest === undefined ? null : held(latest).hold };
}

/** Held for itself. */
export function writtenInvoice({ fields, day }: Invoice): Written {
  return { category: 'invoice', fields, ...held(day) };
}

/** Only the rows that are of this person. */
export function writtenBooking({ type, fields, day }: Booking, own: readonly BookedRow[]): Written {
  const category: Category = type >= 3 && type <= 6 ? 'payment' : 'other';
  return { category, fields: [...fields, ...own.flatMap((row) => row.fields)], ...held(day) };
}

/** AWR 52(4). */
function held(day: CalendarDay) {
  return { day, hold: { basis: 'awr_52', until: taxUntil(day) } } as const;
}

/** Fields in which anything may stand: a judgement in a note, or what a bank writes of who paid. */
const FREE_TEXT = /^(note|text|description|freeText\d+)$/;

/** As it is shown to staff. */
export function foundRecord(
  kind: 'relation' | 'invoice' | 'mutation',
  id: number,
  written: Written,
  { by, certain }: Match,
  fetchedAt: Date,
): FoundRecord {
  const ref = `${kind}:${id}`;
  return {
    ref,
    ...written,
    matchedBy: by,
    thirdParty: false,
    ...(certain ? {} : { confidence: 'possible' }),
    ...(written.fields.some(({ name }) => FREE_TEXT.test(name)) ? { special: ['free_text'] } : {}),
    provenance: { place: `/v1${pathOf(ref)}`, fetchedAt: fetchedAt.toISOString() },
  };
}
