import { type CalendarDay, parseDay } from '../kernel/calendar-day.ts';
import type { FoundRecord } from './processor.ts';
import { taxUntil } from './tax-term.ts';

/** F17: not longer than so many years after the last contact, unless a law asks for it. */
const PROMISED_YEARS = 2;

/** Whether the promise has passed; the last day of it counts whole, and of 29 February it is the 28th (law.md 6.4). */
export function isPastPromise(lastContact: CalendarDay, today: CalendarDay): boolean {
  const day = `${Number(lastContact.slice(0, 4)) + PROMISED_YEARS}${lastContact.slice(4)}`;
  const last = parseDay(day) ?? dayOf(`${day.slice(0, 8)}28`);
  return last < today;
}

export interface Order {
  readonly address: string;
  readonly day: CalendarDay | undefined;
  readonly recordIds: readonly string[];
}

/** Orders that the tax office may still ask for: their tax set stays, apart from everything else (law.md 6.3). */
export interface TaxKept {
  /** Last day of the term. */
  readonly until: CalendarDay;
  readonly count: number;
  readonly recordIds: readonly string[];
}

/** Somebody who has not been a customer for longer than was promised. */
export interface PastCustomer {
  readonly address: string;
  /** Of the last order, or of the last message to this desk. */
  readonly lastDay: CalendarDay;
  /** Those that stay are counted too. */
  readonly orders: number;
  /** Of the orders that go. */
  readonly recordIds: readonly string[];
  /** Soonest end first. */
  readonly kept: readonly TaxKept[];
}

/** What this desk knows of somebody, as far as the address was proven. */
export interface OwnContact {
  /** Last message that was no part of a request: neither a mailing nor a request begins the time anew. */
  readonly wroteOn: CalendarDay | undefined;
  /** A request of theirs waits for its answer. */
  readonly open: boolean;
}

export interface PastCustomers {
  readonly people: readonly PastCustomer[];
  /** People past it whose request is answered first: nothing of theirs goes before (R32). */
  readonly held: number;
}

interface Known {
  last: CalendarDay;
  readonly free: string[];
  readonly kept: Map<CalendarDay, { count: number; readonly ids: string[] }>;
  orders: number;
}

/**
 * Who placed their last order before the two-year promise (R32; law.md 6.4), longest ago first. The tax set of an order
 * stays until its own last day and keeps nobody off the list. An order without a day leaves its address out.
 */
export function pastCustomers(orders: Iterable<Order>, today: CalendarDay): readonly PastCustomer[] {
  const byAddress = new Map<string, Known>();
  const unclear = new Set<string>();
  for (const { address, day, recordIds } of orders) {
    if (address === '' || day === undefined) {
      unclear.add(address);
      continue;
    }
    const known = byAddress.get(address) ?? { last: day, free: [], kept: new Map(), orders: 0 };
    byAddress.set(address, known);
    if (day > known.last) known.last = day;
    known.orders += 1;
    const until = taxUntil(day);
    const kept = known.kept.get(until) ?? { count: 0, ids: [] };
    const ids = until < today ? known.free : kept.ids;
    ids.push(...recordIds);
    if (until >= today) known.kept.set(until, { ...kept, count: kept.count + 1 });
  }
  return [...byAddress]
    .filter(([address, { last }]) => !unclear.has(address) && isPastPromise(last, today))
    .map(([address, { last, free, kept, orders: count }]) => ({
      address,
      lastDay: last,
      orders: count,
      recordIds: free,
      kept: [...kept]
        .map(([until, { count: inAll, ids }]) => ({ until, count: inAll, recordIds: ids }))
        .toSorted((a, b) => (a.until < b.until ? -1 : 1)),
    }))
    .toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : 1));
}

/** Leaves out who wrote to this desk within the promise, and holds back whose request is still open. */
export function withContacts(
  people: readonly PastCustomer[],
  contacts: ReadonlyMap<string, OwnContact>,
  today: CalendarDay,
): PastCustomers {
  const past = people.flatMap((person) => {
    const wroteOn = contacts.get(person.address)?.wroteOn;
    const lastDay = wroteOn !== undefined && wroteOn > person.lastDay ? wroteOn : person.lastDay;
    return isPastPromise(lastDay, today) ? [{ ...person, lastDay }] : [];
  });
  const free = past.filter(({ address }) => contacts.get(address)?.open !== true);
  return { people: free, held: past.length - free.length };
}

/** Whether a person's data should have been gone, as far as no law keeps them: a card says so (R32). */
export function holdsPastPromise(records: readonly FoundRecord[], today: CalendarDay): boolean {
  const last = records
    .flatMap(({ day }) => day ?? [])
    .toSorted()
    .at(-1);
  if (last === undefined || !isPastPromise(last, today)) return false;
  return records.some(({ hold }) => hold === null || hold.until < today);
}

function dayOf(text: string): CalendarDay {
  const day = parseDay(text);
  if (day === undefined) throw new Error('not a calendar day');
  return day;
}
