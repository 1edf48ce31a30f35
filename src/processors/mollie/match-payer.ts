import type { KeyKind, SubjectKey } from '../../core/fulfilment/processor.ts';
import { namesOne } from '../../core/fulfilment/search-keys.ts';
import { type Leaf, leavesOf } from '../shared/leaves-of.ts';
import { isOtherName } from '../shared/same-name.ts';
import { searchKeys } from '../shared/search-keys.ts';
import { wholeToken } from '../shared/whole-token.ts';
import { type Entity, isIban } from './mollie-entity.ts';
import type { Match } from './mollie-record.ts';

/** An answer, taken apart once. */
interface Read {
  readonly id: string;
  readonly leaves: readonly Leaf[];
  /** Words of the shop. */
  readonly texts: readonly string[];
}

/** Words of the shop, in which an order number or an address may stand. */
const WORDS = /^(description|redirectUrl|metadata(\..*)?)$/;
const EMAIL = /[^\s<>()"',;:&?=/]+@[a-z0-9.-]+\.[a-z]{2,}/gi;
const ORDER_FIELD =
  /^metadata\.(?:.*\.)?(?:order|bestelling|bestel)[_-]?(?:id|nr|no|number|nummer|reference)?$/i;
/** What follows one of these words is an order number, whatever it looks like. */
const ORDER_WORD =
  /(?:#|\b(?:order|bestelling|bestel)[\s_-]?(?:id|nr|no|number|nummer)?[\s:.#=/-]*)([a-z0-9][a-z0-9-]*)/gi;
/** A shorter number in a text may as well be an amount, a size or a year. */
const TELLING = 6;
/** And one of fewer signs than this may count things, even after the word order. */
const NAMING = 4;

export interface Matched {
  readonly match: Match;
  /** What the answer tells beside what was searched by; of a record that may be of somebody else nothing. */
  readonly keys: readonly SubjectKey[];
}

/** Whether an answer is about who is searched by these keys; `theirs`: it belongs to a customer who is. */
export type MatchPayer = (entity: Entity, theirs?: Match) => Matched | undefined;

/**
 * Exact on normalised values. Without the address of this person a record may be of somebody else when it bears another
 * address, when only a name, a postal address, a telephone or an account fits (a household), or a short number in a text.
 * With it one may be too that bears another address beside it, or only other names than `ownNames` (R11).
 */
export function payerMatcher(keys: readonly SubjectKey[], ownNames: readonly string[] = []): MatchPayer {
  const wanted = searchKeys(keys);
  const payments = new Set(keys.flatMap(({ kind, value }) => (kind === 'paymentId' ? [value.trim()] : [])));
  const tokens = wanted
    .values('orderNumber')
    .filter((value) => namesOne({ kind: 'orderNumber', value }))
    .map((number) => ({ number, form: wholeToken(number) }));
  // Numbers of payments differ by capitals.
  const isKnown = (kind: KeyKind, value: string) =>
    kind === 'paymentId' ? payments.has(value) : wanted.has(kind, value);
  return (entity, theirs) => {
    const read = readOf(entity);
    const isWanted = (kind: TraitKind) =>
      wanted.kinds.has(kind) && TRAITS[kind](read).some((value) => isKnown(kind, value));
    const matchedBy: KeyKind[] = KINDS.filter(isWanted);
    const by = (kind: KeyKind) => matchedBy.includes(kind);
    const inText = by('orderNumber')
      ? []
      : tokens.filter(({ form }) => read.texts.some((text) => form.test(text)));
    const named =
      by('paymentId') || by('orderNumber') || inText.some(({ number }) => number.length >= TELLING);
    if (inText.length > 0) matchedBy.push('orderNumber');
    if (theirs !== undefined) matchedBy.push('customerId');
    if (matchedBy.length === 0) return undefined;
    const names = TRAITS.name(read);
    const ofOther = names.length > 0 && names.every((name) => isOtherName(name, ownNames));
    const addresses = TRAITS.email(read);
    const bearsOther = ofOther || !addresses.every((address) => isKnown('email', address));
    const sure = by('email') || named || (theirs !== undefined && theirs.confidence === undefined);
    if (sure && !bearsOther) return { match: { matchedBy }, keys: newKeys(read, isKnown) };
    const match: Match = { matchedBy, confidence: 'possible', ...(bearsOther ? { bearsOther } : {}) };
    return { match, keys: [] };
  };
}

type TraitKind = Extract<
  KeyKind,
  'email' | 'paymentId' | 'orderNumber' | 'name' | 'address' | 'phone' | 'iban'
>;
const KINDS: readonly TraitKind[] = ['email', 'paymentId', 'orderNumber', 'name', 'address', 'phone', 'iban'];

function newKeys(read: Read, isKnown: (kind: KeyKind, value: string) => boolean): readonly SubjectKey[] {
  return KINDS.flatMap((kind) =>
    TRAITS[kind](read).flatMap((value) =>
      isKnown(kind, value) ? [] : [{ kind, value, from: 'found' as const }],
    ),
  );
}

/** What an answer tells of who it is about, as it stands there. */
const TRAITS: Readonly<Record<TraitKind, (read: Read) => readonly string[]>> = {
  email: ({ leaves, texts }) => [
    ...at(leaves, /(^|\.)(email|consumerEmail|billingEmail)$/),
    ...at(leaves, ACCOUNT).filter((account) => account.includes('@')),
    ...texts.flatMap((text) =>
      text.includes('@') ? [...text.matchAll(EMAIL)].map(([address]) => address) : [],
    ),
  ],
  paymentId: ({ id }) => (id.startsWith('tr_') ? [id] : []),
  orderNumber: ({ leaves, texts }) =>
    [
      ...at(leaves, ORDER_FIELD),
      ...texts
        .flatMap((text) => [...text.matchAll(ORDER_WORD)].flatMap(([, number = '']) => number))
        .filter((number) => number.length >= NAMING),
    ].filter((number) => /\d/.test(number)),
  name: ({ leaves }) => [
    ...at(leaves, /^name$|(^|\.)(consumerName|cardHolder)$/),
    ...joined(leaves, ['givenName', 'familyName'], ' '),
  ],
  address: ({ leaves }) => joined(leaves, ['streetAndNumber', 'postalCode', 'city'], ', '),
  phone: ({ leaves }) => at(leaves, /(^|\.)phone$/),
  iban: ({ leaves }) => at(leaves, ACCOUNT).filter(isIban),
};

const ACCOUNT = /(^|\.)consumerAccount$/;

function at(leaves: readonly Leaf[], form: RegExp): readonly string[] {
  return leaves.flatMap(([path, value]) => (form.test(path) ? [value] : []));
}

function readOf(entity: Entity): Read {
  const leaves = leavesOf(entity);
  const texts = at(leaves, WORDS).map((text) => text.replace(/%40/g, '@').replace(/%20/g, ' '));
  return { id: entity.id, leaves, texts };
}

/** The parts of each address, as one line. */
function joined(leaves: readonly Leaf[], parts: readonly string[], between: string): readonly string[] {
  return ['billingAddress', 'shippingAddress', 'details.shippingAddress'].flatMap((prefix) => {
    const found = parts.flatMap((part) => leaves.find(([path]) => path === `${prefix}.${part}`)?.[1] ?? []);
    return found.length < parts.length ? [] : [found.join(between)];
  });
}
