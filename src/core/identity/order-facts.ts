import { assertNever } from '../kernel/assert-never.ts';

/** What can be known of an order (R9): none of it stands on a label or a packing slip, except the item. */
export const FACT_KINDS = ['amount', 'iban', 'method', 'item', 'month'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/**
 * What a housemate who takes in the parcels does not know. A way of paying is one of four or five: whoever guesses
 * "iDEAL" is mostly right, so it counts as a fact, but not as this one.
 */
export const UNKNOWN_AT_HOME: readonly FactKind[] = ['amount', 'iban'];

/** Cents; `whole` when it was written in whole euros. */
export interface Amount {
  readonly cents: number;
  readonly whole: boolean;
}

/** What a text or a record says of one order: every value of each kind. `words` are those that may name an item. */
export interface OrderFacts {
  readonly amounts: readonly Amount[];
  /** The last three characters. */
  readonly ibans: readonly string[];
  readonly methods: readonly string[];
  /** 1 to 12. */
  readonly months: readonly number[];
  readonly words: readonly string[];
}

/** Whoever types a whole catalogue names no item. */
const MOST_WORDS = 8;

/** The kinds that were answered with one value. Two amounts are a guess at two, and count as none. */
export function kindsIn(facts: OrderFacts): readonly FactKind[] {
  return FACT_KINDS.filter((kind) => {
    const count = valuesOf(facts, kind).length;
    return kind === 'item' ? count > 0 && count <= MOST_WORDS : count === 1;
  });
}

/** Whether these kinds are enough to be compared at all: two, of which one is unknown at home. */
export function areEnough(kinds: readonly FactKind[]): boolean {
  return kinds.length >= 2 && kinds.some((kind) => UNKNOWN_AT_HOME.includes(kind));
}

/** What was typed without what stood in the request itself: whoever copied that knows nothing of an order. */
export function withoutKnown(typed: OrderFacts, known: OrderFacts): OrderFacts {
  return {
    amounts: typed.amounts.filter((amount) => !known.amounts.some((other) => sameAmount(amount, other))),
    ibans: typed.ibans.filter((iban) => !known.ibans.includes(iban)),
    methods: typed.methods.filter((method) => !known.methods.includes(method)),
    months: typed.months.filter((month) => !known.months.includes(month)),
    words: typed.words.filter((word) => !known.words.some((other) => namesSame(word, other))),
  };
}

/** Whether two kinds or more are right for one and the same order, one of them unknown at home (R9). */
export function matchesAnOrder(typed: OrderFacts, orders: readonly OrderFacts[]): boolean {
  return orders.some((order) => areEnough(kindsIn(typed).filter((kind) => isRight(kind, typed, order))));
}

function isRight(kind: FactKind, typed: OrderFacts, order: OrderFacts): boolean {
  switch (kind) {
    case 'amount':
      return typed.amounts.some((amount) => order.amounts.some((known) => sameAmount(amount, known)));
    case 'item':
      return typed.words.some((word) => order.words.some((known) => namesSame(word, known)));
    case 'iban':
      return typed.ibans.some((iban) => order.ibans.includes(iban));
    case 'method':
      return typed.methods.some((method) => order.methods.includes(method));
    case 'month':
      return typed.months.some((month) => order.months.includes(month));
    default:
      return assertNever(kind);
  }
}

function valuesOf(facts: OrderFacts, kind: FactKind): readonly unknown[] {
  switch (kind) {
    case 'amount':
      return facts.amounts;
    case 'iban':
      return facts.ibans;
    case 'method':
      return facts.methods;
    case 'item':
      return facts.words;
    case 'month':
      return facts.months;
    default:
      return assertNever(kind);
  }
}

/** To the cent; who typed whole euros may have rounded. */
function sameAmount(typed: Amount, known: Amount): boolean {
  if (typed.cents === known.cents) return true;
  const euros = known.cents / 100;
  return typed.whole && [Math.floor(euros), Math.round(euros)].includes(typed.cents / 100);
}

const FIRM = 5;

/** "kaars" names a "geurkaars", "branders" a "brander"; "was" names nothing, however close it is. */
function namesSame(typed: string, known: string): boolean {
  if (typed === known) return true;
  const [short, long] = typed.length <= known.length ? [typed, known] : [known, typed];
  if (short.length < FIRM) return false;
  return long.startsWith(short) || long.endsWith(short) || differsByOne(short, long);
}

/** One letter more, less or other. */
function differsByOne(short: string, long: string): boolean {
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = long.slice(at + 1);
  return rest === (short.length === long.length ? short.slice(at + 1) : short.slice(at));
}
