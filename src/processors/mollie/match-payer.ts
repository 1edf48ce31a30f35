import type { KeyKind, SubjectKey } from '../../core/fulfilment/processor.ts';
import { type Leaf, leavesOf } from '../shared/leaves-of.ts';
import { searchKeys } from '../shared/search-keys.ts';
import { wholeToken } from '../shared/whole-token.ts';
import { type Entity, isIban } from './mollie-entity.ts';
import type { Match } from './mollie-record.ts';

/** What an answer tells of who it is about, as it stands there. */
type Traits = Readonly<Partial<Record<KeyKind, readonly string[]>>>;

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
 */
export function payerMatcher(keys: readonly SubjectKey[]): MatchPayer {
  const wanted = searchKeys(keys);
  const payments = new Set(keys.flatMap(({ kind, value }) => (kind === 'paymentId' ? [value.trim()] : [])));
  const tokens = wanted.values('orderNumber').map((number) => ({ number, form: wholeToken(number) }));
  // Numbers of payments differ by capitals.
  const isKnown = (kind: KeyKind, value: string) =>
    kind === 'paymentId' ? payments.has(value) : wanted.has(kind, value);
  return (entity, theirs) => {
    const traits = traitsOf(entity);
    const isWanted = (kind: KeyKind) => (traits[kind] ?? []).some((value) => isKnown(kind, value));
    const inText = isWanted('orderNumber')
      ? []
      : tokens.filter(({ form }) => textsOf(entity).some((text) => form.test(text)));
    const matchedBy: KeyKind[] = KINDS.filter(isWanted);
    if (inText.length > 0) matchedBy.push('orderNumber');
    if (theirs !== undefined) matchedBy.push('customerId');
    if (matchedBy.length === 0) return undefined;
    const sure =
      isWanted('email') ||
      ((traits.email ?? []).length === 0 &&
        ((theirs !== undefined && theirs.confidence === undefined) ||
          isWanted('paymentId') ||
          isWanted('orderNumber') ||
          inText.some(({ number }) => number.length >= TELLING)));
    return sure
      ? { match: { matchedBy }, keys: newKeys(traits, isKnown) }
      : { match: { matchedBy, confidence: 'possible' }, keys: [] };
  };
}

const KINDS: readonly KeyKind[] = ['email', 'paymentId', 'orderNumber', 'name', 'address', 'phone', 'iban'];

function newKeys(traits: Traits, isKnown: (kind: KeyKind, value: string) => boolean): readonly SubjectKey[] {
  return KINDS.flatMap((kind) =>
    (traits[kind] ?? []).flatMap((value) =>
      isKnown(kind, value) ? [] : [{ kind, value, from: 'found' as const }],
    ),
  );
}

function traitsOf(entity: Entity): Traits {
  const leaves = leavesOf(entity);
  const at = (form: RegExp) => leaves.flatMap(([path, value]) => (form.test(path) ? [value] : []));
  const accounts = at(/(^|\.)consumerAccount$/);
  const texts = textsOf(entity);
  return {
    email: [
      ...at(/(^|\.)(email|consumerEmail|billingEmail)$/),
      ...accounts.filter((account) => account.includes('@')),
      ...texts.flatMap((text) => [...text.matchAll(EMAIL)].map(([address]) => address)),
    ],
    name: [
      ...at(/^name$|(^|\.)(consumerName|cardHolder)$/),
      ...joined(leaves, ['givenName', 'familyName'], ' '),
    ],
    address: joined(leaves, ['streetAndNumber', 'postalCode', 'city'], ', '),
    phone: at(/(^|\.)phone$/),
    iban: accounts.filter(isIban),
    paymentId: /^tr_/.test(entity.id) ? [entity.id] : [],
    orderNumber: [
      ...at(ORDER_FIELD),
      ...texts.flatMap((text) => [...text.matchAll(ORDER_WORD)].flatMap(([, number = '']) => number)),
    ].filter((number) => /\d/.test(number)),
  };
}

function textsOf(entity: Entity): readonly string[] {
  return leavesOf(entity).flatMap(([path, value]) =>
    WORDS.test(path) ? [value.replace(/%40/g, '@').replace(/%20/g, ' ')] : [],
  );
}

/** The parts of each address, as one line. */
function joined(leaves: readonly Leaf[], parts: readonly string[], between: string): readonly string[] {
  return ['billingAddress', 'shippingAddress', 'details.shippingAddress'].flatMap((prefix) => {
    const found = parts.flatMap((part) => leaves.find(([path]) => path === `${prefix}.${part}`)?.[1] ?? []);
    return found.length < parts.length ? [] : [found.join(between)];
  });
}
