import { typedWords } from '../kernel/typed-words.ts';
import type { Amount, OrderFacts } from './order-facts.ts';

/** By which words a text is read; from the locales, through `typedWords`. */
export interface FactWords {
  /** Twelve lists: what January is called, and so on. */
  readonly months: readonly (readonly string[])[];
  /** Way of paying -> what it is called. */
  readonly methods: Readonly<Record<string, readonly string[]>>;
  /** What stands in an answer beside the facts. */
  readonly ignored: readonly string[];
}

const DATE = /(?<!\d)(?:\d{4}-(\d{2})-\d{2}|\d{1,2}[-/.](\d{1,2})[-/.](?:\d{4}|\d{2}))(?!\d)/g;
const IBAN = /\b[A-Z]{2}\d{2} ?[A-Z0-9]{4}(?: ?[A-Z0-9]){4,26}\b/gi;
const AMOUNT =
  /(€|\beuro?\b)?[ \t]*(?<![\d.,])(\d{1,3}(?:[.,]\d{3})+|\d{1,6})(?:([.,])(\d{2}|-{1,2}))?(?![\d.,]*\d)[ \t]*(€|euro?s?\b)?/gi;
const LAST_THREE = /(?<!\d)\d{3}(?!\d)/g;
/** Shorter ones name no item. */
const WORD_LETTERS = 4;

/** What a customer typed about an order, or a person of the shop about a row that was found. */
export function readOrderFacts(text: string, words: FactWords): OrderFacts {
  const dated = cut(text.normalize('NFKC'), DATE);
  const accounts = cut(dated.rest, IBAN);
  const paid = cut(accounts.rest, AMOUNT, (found) => amountIn(found) !== undefined);
  const three = cut(paid.rest, LAST_THREE);
  const said = ` ${typedWords(three.rest)} `;
  const methods = Object.keys(words.methods).filter((method) => has(said, words.methods[method]));
  const months = words.months.flatMap((names, index) => (has(said, names) ? [index + 1] : []));
  const known = [...words.ignored, ...words.months.flat(), ...Object.values(words.methods).flat()];
  const parts = new Set(known.flatMap((phrase) => phrase.split(' ')));
  return {
    amounts: distinct(
      paid.found.flatMap((found) => amountIn(found) ?? []),
      ({ cents }) => cents,
    ),
    ibans: [
      ...new Set([
        ...accounts.found.map(([iban]) => lastThree(iban)),
        ...three.found.map(([digits]) => digits),
      ]),
    ],
    methods,
    months: [...new Set([...months, ...dated.found.flatMap(monthIn)])],
    words: [...new Set(said.split(' '))].filter(
      (word) => word.length >= WORD_LETTERS && !/\d/.test(word) && !parts.has(word),
    ),
  };
}

/** The text with a mark in the place of every amount, account, date, month and way of paying in it: those are not kept (R9). */
export function withoutOrderFacts(text: string, words: FactWords, mark: string): string {
  const digits = [DATE, IBAN, AMOUNT, LAST_THREE].reduce(
    (left, pattern) =>
      left.replace(pattern, (found) =>
        pattern === AMOUNT && !isAmount(found) ? found : found.replace(/\S(?:.*\S)?/, mark),
      ),
    text.normalize('NFKC'),
  );
  const names = [...words.months.flat(), ...Object.values(words.methods).flat()].sort(
    (a, b) => b.length - a.length,
  );
  return names.reduce(
    (left, name) =>
      left.replace(new RegExp(`(?<!\\p{L})${name.replaceAll(' ', '[\\s-]')}(?!\\p{L})`, 'giu'), mark),
    digits,
  );
}

function isAmount(found: string): boolean {
  return [...found.matchAll(AMOUNT)].some((match) => amountIn(match) !== undefined);
}

/** The facts of one order as the shop has it: what its records say, by the names of their fields. */
export function factsOnFile(
  fields: readonly { readonly name: string; readonly value: string }[],
  words: FactWords,
): OrderFacts {
  const read = fields.map(({ name, value }) => ofField(name, value, words));
  return {
    amounts: read.flatMap(({ amounts = [] }) => amounts),
    ibans: read.flatMap(({ ibans = [] }) => ibans),
    methods: read.flatMap(({ methods = [] }) => methods),
    months: read.flatMap(({ months = [] }) => months),
    words: read.flatMap(({ words: item = [] }) => item),
  };
}

function ofField(name: string, value: string, words: FactWords): Partial<OrderFacts> {
  switch (name) {
    case 'amount': {
      const cents = centsIn(value.replace(/[^\d.,-]/g, ''));
      return cents === undefined ? {} : { amounts: [{ cents, whole: false }] };
    }
    case 'orderDate':
      return { months: readOrderFacts(value, words).months };
    case 'paymentMethod':
      return { methods: readOrderFacts(value, words).methods };
    case 'item':
      return { words: readOrderFacts(value, words).words };
    case 'text': {
      // A row that a person typed also holds what stands on the label: its words name no item.
      const { amounts, ibans, methods, months } = readOrderFacts(value, words);
      return { amounts, ibans, methods, months };
    }
    default:
      return { ibans: cut(value, IBAN).found.map(([iban]) => lastThree(iban)) };
  }
}

interface Cut {
  readonly found: readonly RegExpExecArray[];
  readonly rest: string;
}

/** What the pattern finds, and the text without it. */
function cut(text: string, pattern: RegExp, counts: (found: RegExpExecArray) => boolean = () => true): Cut {
  const found = [...text.matchAll(pattern)].filter(counts);
  const rest = found.reduceRight(
    (left, match) => `${left.slice(0, match.index)} ${left.slice(match.index + match[0].length)}`,
    text,
  );
  return { found, rest };
}

/** A number is an amount when it says so: by euros, or by its cents. */
function amountIn([, before, euros, , cents, behind]: RegExpExecArray): Amount | undefined {
  if (euros === undefined || (before === undefined && behind === undefined && cents === undefined))
    return undefined;
  const whole = cents === undefined || cents.startsWith('-');
  return { cents: Number(euros.replace(/[.,]/g, '')) * 100 + (whole ? 0 : Number(cents)), whole };
}

/** "1.234,56", "1,234.56", "49", "49,-"; undefined when it is no amount. */
function centsIn(written: string): number | undefined {
  const match = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}|-{1,2}))?$/.exec(written);
  const [, euros, cents = ''] = match ?? [];
  if (euros === undefined) return undefined;
  return Number(euros.replace(/[.,]/g, '')) * 100 + (/\d/.test(cents) ? Number(cents.padEnd(2, '0')) : 0);
}

function monthIn([, iso, dutch]: RegExpExecArray): readonly number[] {
  const month = Number(iso ?? dutch);
  return month >= 1 && month <= 12 ? [month] : [];
}

function lastThree(iban: string): string {
  return iban.replaceAll(' ', '').slice(-3).toUpperCase();
}

function has(said: string, phrases: readonly string[] = []): boolean {
  return phrases.some((phrase) => said.includes(` ${phrase} `));
}

function distinct<Value>(values: readonly Value[], key: (value: Value) => unknown): readonly Value[] {
  return [...new Map(values.map((value) => [key(value), value])).values()];
}
