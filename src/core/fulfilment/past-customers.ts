import { type CalendarDay, parseDay } from '../kernel/calendar-day.ts';
import type { FoundRecord } from './processor.ts';

/** F17: not longer than so many years after the last contact, unless a law asks for it. */
const PROMISED_YEARS = 2;
/** AWR 52(4): seven years after the financial year (law.md 6.1). */
const TAX_YEARS = 7;

/** The last day on which the tax office may ask for an order of this day. */
export function taxUntil(orderDay: CalendarDay): CalendarDay {
  return dayOf(`${Number(orderDay.slice(0, 4)) + TAX_YEARS}-12-31`);
}

/** Whether the promise has passed; the last day of it counts whole, and of 29 February it is the 28th (law.md 6.4). */
export function isPastPromise(lastContact: CalendarDay, today: CalendarDay): boolean {
  const day = `${Number(lastContact.slice(0, 4)) + PROMISED_YEARS}${lastContact.slice(4)}`;
  const last = parseDay(day) ?? dayOf(`${day.slice(0, 8)}28`);
  return last < today;
}

export interface Order {
  readonly address: string;
  readonly day: CalendarDay | undefined;
  readonly recordId: string | undefined;
}

/** Somebody who has not been a customer for longer than was promised, and whose orders no law keeps. */
export interface PastCustomer {
  readonly address: string;
  readonly lastDay: CalendarDay;
  readonly orders: number;
  readonly recordIds: readonly string[];
}

export interface PastCustomers {
  readonly people: readonly PastCustomer[];
  /** People past it of whom a law keeps an order: not before it ends. */
  readonly held: number;
}

/**
 * Who is past the two-year promise (R32), longest ago first. Only an order counts as contact here: neither a mailing nor a
 * request to this desk makes the time begin again (law.md 6.4). An order without a day leaves its address out.
 */
export function pastCustomers(orders: Iterable<Order>, today: CalendarDay): PastCustomers {
  const byAddress = new Map<string, { last: CalendarDay; held: boolean; ids: string[]; orders: number }>();
  const unclear = new Set<string>();
  for (const { address, day, recordId } of orders) {
    if (address === '' || day === undefined) {
      unclear.add(address);
      continue;
    }
    const known = byAddress.get(address) ?? { last: day, held: false, ids: [], orders: 0 };
    if (day > known.last) known.last = day;
    if (taxUntil(day) >= today) known.held = true;
    if (recordId !== undefined) known.ids.push(recordId);
    known.orders += 1;
    byAddress.set(address, known);
  }
  const past = [...byAddress].filter(
    ([address, { last }]) => !unclear.has(address) && isPastPromise(last, today),
  );
  const people = past
    .filter(([, { held }]) => !held)
    .map(([address, { last, ids, orders: count }]) => ({
      address,
      lastDay: last,
      orders: count,
      recordIds: ids,
    }));
  return {
    people: people.toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : 1)),
    held: past.length - people.length,
  };
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
