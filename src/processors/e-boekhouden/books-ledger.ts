import type { CalendarDay } from '../../core/kernel/calendar-day.ts';
import type { BooksSession, ListedItem } from './books-session.ts';
import {
  type Booking,
  type Invoice,
  type Relation,
  readBooking,
  readInvoice,
  readRelation,
} from './read-books.ts';

/** What stands in the books, read and understood. What is not understood is counted, and never passed over in silence. */
export interface BooksLedger {
  relations(ids: readonly number[]): Promise<readonly Relation[]>;
  invoices(ids: readonly number[]): Promise<readonly Invoice[]>;
  bookings(ids: readonly number[]): Promise<readonly Booking[]>;
  invoicesOf(relationId: number): Promise<readonly Invoice[]>;
  /** Every invoice that was made in e-Boekhouden, as the list tells it. */
  madeHere(): Promise<readonly ListedItem[]>;
  /** Invoices that were only booked, as a web shop's coupling does: no list is by relation, so each is read. */
  madeElsewhere(): Promise<readonly Booking[]>;
  /** The days of everything that was sold to a relation: what is not understood counts as of today. */
  daysOf(relationId: number): Promise<readonly CalendarDay[]>;
  scanned(): number;
  unreadable(): number;
}

/** `today` in Amsterdam. */
export function booksLedger(session: BooksSession, today: CalendarDay): BooksLedger {
  let scanned = 0;
  let unreadable = 0;
  let undated = false;
  const understood = async <Row>(
    path: string,
    ids: readonly number[],
    understand: (body: unknown) => Row | undefined,
  ): Promise<readonly Row[]> => {
    const bodies = await session.readEach(path, ids);
    const rows = bodies.map(understand).filter((row) => row !== undefined);
    scanned += bodies.length;
    // What is listed and cannot be opened may have been deleted meanwhile: nobody has read it.
    unreadable += ids.length - rows.length;
    if (rows.length < ids.length && path !== '/relation') undated = true;
    return rows;
  };
  const invoices: BooksLedger['invoices'] = (ids) => understood('/invoice', ids, readInvoice);
  const bookings: BooksLedger['bookings'] = (ids) => understood('/mutation', ids, readBooking);
  const invoicesOf = remembered(async (relationId: number) => {
    const listed = await session.list('/invoice', { relationId: String(relationId) });
    const read = await invoices(listed.map(({ id }) => id));
    return read.filter((invoice) => invoice.relationId === relationId);
  });
  const madeHere = remembered(() => session.list('/invoice'));
  const madeElsewhere = remembered(async () => {
    const here = new Set((await madeHere()).map(({ invoiceNumber }) => invoiceNumber));
    const sold = await session.list('/mutation', { type: '2' });
    const elsewhere = sold.filter(({ invoiceNumber }) => !invoiceNumber || !here.has(invoiceNumber));
    return bookings(elsewhere.map(({ id }) => id));
  });
  return {
    relations: (ids) => understood('/relation', ids, readRelation),
    invoices,
    bookings,
    invoicesOf,
    madeHere,
    madeElsewhere,
    daysOf: async (relationId) => {
      const here = await invoicesOf(relationId);
      const elsewhere = (await madeElsewhere()).filter(({ rows }) =>
        rows.some((row) => row.relationId === relationId),
      );
      return [...here, ...elsewhere].map(({ day }) => day).concat(undated ? [today] : []);
    },
    scanned: () => scanned,
    unreadable: () => unreadable,
  };
}

/** Asked for once each. */
function remembered<Of extends readonly number[], Answer>(
  ask: (...of: Of) => Promise<Answer>,
): (...of: Of) => Promise<Answer> {
  const known = new Map<number | undefined, Promise<Answer>>();
  return (...of) => {
    const answer = known.get(of[0]) ?? ask(...of);
    known.set(of[0], answer);
    return answer;
  };
}
