import type { Finding, FoundRecord, KeyKind, SubjectKey } from '../../core/fulfilment/processor.ts';
import { amsterdamDay } from '../../core/kernel/calendar-day.ts';
import { sha256 } from '../../core/kernel/digest.ts';
import {
  DESCRIBED,
  type Described,
  describedBy,
  plainKey,
  type SearchKeys,
  searchKeys,
} from '../shared/search-keys.ts';
import { type BooksLedger, booksLedger } from './books-ledger.ts';
import { foundRecord, type Match, writtenBooking, writtenInvoice, writtenRelation } from './books-records.ts';
import type { BooksSession } from './books-session.ts';
import type { BookedRow, Booking, Invoice, Relation } from './read-books.ts';

/** What stands there and is not understood. */
const UNREADABLE = 'unreadable';
const EMAILS = ['email', 'invoiceEmail', 'reminderEmail'];
const OF_PEOPLE: readonly KeyKind[] = ['email', 'name', 'address', 'phone', 'iban'];
const SOLD = 2;
const PAID = 3;
/** Relations between two signs of life. */
const OFTEN = 100;

interface Of<Row> {
  readonly row: Row;
  readonly match: Match;
}
type People = ReadonlyMap<number, Of<Relation>>;
/** With the relation of that invoice, where it is known. */
type Numbered = Match & { readonly relationId?: number };
type Trait = readonly [KeyKind, string];
type OwnRows = readonly [Booking, readonly BookedRow[]];

/**
 * Relations by every key, with their invoices and bookings, and invoices and bookings by number. Only a mail address makes a
 * relation certain: a name, an account or a house may be of another.
 */
export async function* searchBooks(
  session: BooksSession,
  given: readonly SubjectKey[],
  now: Date,
  seen: SeenRelations,
): AsyncGenerator<Finding> {
  const keys = searchKeys(given.filter(mayFollow));
  const ledger = booksLedger(session, amsterdamDay(now));
  const searched = OF_PEOPLE.some((kind) => keys.kinds.has(kind));
  const people = new Map<number, Of<Relation>>();
  const all = searched ? await relationIds(session, keys) : [];
  const ids = all.filter((id) => seen.mayMatch(id, keys));
  const scanned = () => ledger.scanned() + all.length - ids.length;
  for (let from = 0; from < ids.length; from += OFTEN) {
    for (const row of await ledger.relations(ids.slice(from, from + OFTEN))) {
      const traits = traitsOf(row);
      seen.add(row.id, traits);
      const by = [...new Set(traits.flatMap(([kind, value]) => (keys.has(kind, value) ? [kind] : [])))];
      if (by.length > 0) people.set(row.id, { row, match: { by, certain: by.includes('email') } });
    }
    yield { type: 'progress', scanned: scanned() };
  }
  const invoices = await invoicesOf(ledger, people, keys);
  const bookings = await bookingsOf(session, ledger, people, invoices, keys, describedBy(keys, given));
  const records: FoundRecord[] = [];
  for (const { row, match } of people.values())
    records.push(
      foundRecord('relation', row.id, writtenRelation(row, await ledger.daysOf(row.id)), match, now),
    );
  for (const { row, match } of invoices)
    records.push(foundRecord('invoice', row.id, writtenInvoice(row), match, now));
  for (const { row, match } of bookings) {
    const [booking, own] = row;
    const record = foundRecord('mutation', booking.id, writtenBooking(booking, own), match, now);
    records.push({ ...record, thirdParty: own.length < booking.rows.length });
  }
  const failure = session.failure();
  if (failure !== undefined) {
    // Nothing is told of a part: what could not be read may be what holds the rest.
    const { code, retryable } = failure;
    yield { type: 'coverage', coverage: { status: 'failed', code, retryable } };
    return;
  }
  for (const record of records) {
    yield { type: 'record', record };
    for (const key of newKeys(record, keys)) yield { type: 'key', key };
  }
  const counts = { scanned: scanned(), found: records.length };
  yield {
    type: 'coverage',
    coverage:
      ledger.unreadable() > 0
        ? { status: 'partial', ...counts, unsearched: [UNREADABLE] }
        : { status: 'complete', ...counts, provesAbsence: searched },
  };
}

/** What may be of a household is searched by after staff said whose it is, another address after a code or by staff (R6, R11). */
function mayFollow({ kind, from }: SubjectKey): boolean {
  if (kind === 'email') return from !== 'found';
  return !OF_PEOPLE.includes(kind) || from === 'confirmed';
}

/** All of them, for its filter may look at one of three addresses; what the filter finds comes first. */
async function relationIds(session: BooksSession, keys: SearchKeys): Promise<readonly number[]> {
  const ids = new Set<number>();
  for (const filter of [...keys.values('email').map((email) => ({ email })), {}])
    for (const { id } of await session.list('/relation', filter)) ids.add(id);
  return [...ids];
}

/** By what a relation is known. */
function traitsOf({ fields }: Relation): readonly Trait[] {
  const traits = fields.flatMap(({ name, value }): readonly Trait[] => {
    const kind = name === 'contact' ? 'name' : KINDS[name];
    return kind === undefined ? [] : [[kind, value]];
  });
  return [...traits, ['address', addressIn(fields)]];
}

/** What the relations of one search are known by, so that a next round with more keys reads only those that it may find. */
export interface SeenRelations {
  mayMatch(id: number, keys: SearchKeys): boolean;
  add(id: number, traits: readonly Trait[]): void;
}

/** Kept as hashes, of use within one request only. */
export function seenRelations(requestId: string): SeenRelations {
  const marks = new Map<number, ReadonlySet<string>>();
  const markOf = (kind: KeyKind, plain: string) => sha256(`${requestId} ${kind} ${plain}`);
  return {
    mayMatch: (id, keys) => {
      const known = marks.get(id);
      if (known === undefined) return true;
      return [...keys.kinds].some((kind) =>
        keys.values(kind).some((plain) => known.has(markOf(kind, plain))),
      );
    },
    add: (id, traits) => {
      marks.set(id, new Set(traits.map(([kind, value]) => markOf(kind, plainKey(kind, value)))));
    },
  };
}

async function invoicesOf(
  ledger: BooksLedger,
  people: People,
  keys: SearchKeys,
): Promise<readonly Of<Invoice>[]> {
  const found = new Map<number, Of<Invoice>>();
  for (const [id, { match }] of people)
    for (const row of await ledger.invoicesOf(id)) found.set(row.id, { row, match });
  // What the list does not tell may be it.
  const mayBe = (kind: KeyKind, value: unknown) =>
    keys.kinds.has(kind) && (typeof value !== 'string' || keys.has(kind, value));
  const byNumber = keys.kinds.has('invoiceNumber') || keys.kinds.has('orderNumber');
  const others = (byNumber ? await ledger.madeHere() : []).filter(
    ({ id, invoiceNumber, reference }) =>
      !found.has(id) && (mayBe('invoiceNumber', invoiceNumber) || mayBe('orderNumber', reference)),
  );
  for (const row of await ledger.invoices(others.map(({ id }) => id))) {
    const by: KeyKind[] = [];
    if (keys.has('invoiceNumber', row.number)) by.push('invoiceNumber');
    if (keys.has('orderNumber', row.reference)) by.push('orderNumber');
    if (by.length === 0) continue;
    // The known addresses did not find its relation. With another address it may be of another, and without any it may be
    // one for all customers of a web shop: nothing else of it is followed.
    const [owner] = await ledger.relations([row.relationId]);
    // What was typed as a reference is no number of ours: by that alone nothing is certain.
    const certain =
      by.includes('invoiceNumber') && owner?.fields.some(({ name }) => EMAILS.includes(name)) === false;
    found.set(row.id, { row, match: { by, certain } });
  }
  return [...found.values()];
}

async function bookingsOf(
  session: BooksSession,
  ledger: BooksLedger,
  people: People,
  invoices: readonly Of<Invoice>[],
  keys: SearchKeys,
  described: Described,
): Promise<readonly Of<OwnRows>[]> {
  const elsewhere = people.size === 0 ? [] : await ledger.madeElsewhere();
  const numbers = new Map<string, Numbered>(
    keys.values('invoiceNumber').map((number) => [number, { by: ['invoiceNumber'], certain: false }]),
  );
  for (const { number, relationId = 0 } of elsewhere.flatMap(({ rows }) => rows)) {
    const owner = people.get(relationId);
    if (owner !== undefined) numbers.set(number, { ...owner.match, relationId });
  }
  for (const { row, match } of invoices) numbers.set(row.number, { ...match, relationId: row.relationId });
  numbers.delete('');
  const filters = [
    ...[...numbers.keys()].map((invoiceNumber) => ({ invoiceNumber })),
    ...described.parts.map((part) => ({ 'description[like]': `%${part}%` })),
  ];
  const ids = new Set<number>();
  for (const filter of filters) for (const { id } of await session.list('/mutation', filter)) ids.add(id);
  for (const { id } of elsewhere) ids.delete(id);
  return [...elsewhere, ...(await ledger.bookings([...ids]))].flatMap(
    (booking) => matchBooking(booking, people, numbers, described) ?? [],
  );
}

/** Undefined when nothing in it is of this person: numbers of invoices are not unique, suppliers use them too. */
function matchBooking(
  booking: Booking,
  people: People,
  numbers: ReadonlyMap<string, Numbered>,
  described: Described,
): Of<OwnRows> | undefined {
  const own = booking.rows.flatMap((row): readonly Of<BookedRow>[] => {
    const owner = row.relationId === undefined ? undefined : people.get(row.relationId);
    if (owner !== undefined) return [{ row, match: owner.match }];
    const number = numbers.get(row.number);
    if (number === undefined) return [];
    const { relationId = row.relationId, by, certain } = number;
    if (row.relationId !== undefined && row.relationId !== relationId) return [];
    const sold = booking.type === SOLD || booking.type === PAID;
    return [{ row, match: { by, certain: certain && (sold || row.relationId !== undefined) } }];
  });
  const named = DESCRIBED.filter((kind) => described[kind](booking.description));
  if (own.length === 0 && named.length === 0) return undefined;
  const by = [...new Set([...own.flatMap(({ match }) => match.by), ...named])];
  const certain = named.includes('email') || own.some(({ match }) => match.certain);
  return { row: [booking, own.map(({ row }) => row)], match: { by, certain } };
}

const KINDS: Readonly<Record<string, KeyKind>> = {
  name: 'name',
  ...Object.fromEntries(EMAILS.map((name) => [name, 'email'])),
  phone: 'phone',
  mobilePhone: 'phone',
  iban: 'iban',
  invoiceNumber: 'invoiceNumber',
};

/** What this tells of the same person: of what may be another's nothing is followed. */
function newKeys({ confidence, fields }: FoundRecord, keys: SearchKeys): readonly SubjectKey[] {
  if (confidence === 'possible') return [];
  const told = fields.flatMap(({ name, value }): readonly Trait[] => {
    const kind = KINDS[name];
    if (kind !== undefined) return [[kind, value]];
    // A reference is whatever was typed: one word with a number in it is what an order is called.
    const isOrder = name === 'reference' && /^#?(?=\D*\d)[\p{L}\d./-]{3,20}$/u.test(value);
    return isOrder ? [['orderNumber', value.replace(/^#/, '')]] : [];
  });
  const address = addressIn(fields);
  return [...told, ...(address === '' ? [] : [['address', address] as const])]
    .filter(([kind, value]) => !keys.has(kind, value))
    .map(([kind, value]) => ({ kind, value, from: 'found' }));
}

function addressIn(fields: FoundRecord['fields']): string {
  const [street, postcode, city] = ['street', 'postcode', 'city'].map(
    (part) => fields.find(({ name }) => name === part)?.value ?? '',
  );
  return street === '' ? '' : `${street}, ${postcode} ${city}`;
}
