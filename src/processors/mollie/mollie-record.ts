import type { Category, FieldValue, FoundRecord, SpecialContent } from '../../core/fulfilment/processor.ts';
import { taxUntil } from '../../core/fulfilment/tax-term.ts';
import { amsterdamDay, type CalendarDay } from '../../core/kernel/calendar-day.ts';
import { type Leaf, leavesOf } from '../shared/leaves-of.ts';
import { type Entity, type EntityKind, isIban, kindOf, refOf } from './mollie-entity.ts';

/** `bearsOther`: it bears the address or only the names of somebody else. */
export type Match = Pick<FoundRecord, 'matchedBy' | 'confidence'> & { readonly bearsOther?: boolean };

const CATEGORIES: Readonly<Record<EntityKind, Category>> = {
  customer: 'contact_details',
  // Ways to pay that are kept for later.
  mandate: 'account',
  subscription: 'account',
  payment: 'payment',
  refund: 'payment',
  chargeback: 'payment',
  payment_link: 'order',
};

/** How the interface works, and nothing about a person. */
const TECHNICAL = new Set(
  [
    'resource mode testmode profileId settlementId orderId terminalId webhookUrl redirectUrl cancelUrl routing',
    'routingReversals applicationFee captureMode captureDelay captureBefore restrictPaymentMethodsToCountry',
    'isCancelable storeCredentials sequenceType expiresAt authorizedAt amountRemaining amountCaptured scopes',
    'archived reusable allowedMethods minimumAmount times timesRemaining settlementAmount _links _embedded',
    // The account of Mollie itself that a transfer goes to.
    'details.bankName details.bankAccount details.bankBic details.qrCode details.paypalFee',
  ].flatMap((names) => names.split(' ')),
);

/** Names of this house for those of Mollie; the others stay as they are. */
const NAMES: Readonly<Record<string, string>> = {
  method: 'paymentMethod',
  locale: 'language',
  countryCode: 'country',
  consumerName: 'accountHolder',
  consumerAccount: 'payerAccount',
  consumerBic: 'bic',
  consumerEmail: 'email',
  'lines.description': 'item',
  'lines.quantity': 'quantity',
  'statusReason.message': 'statusReason',
  'reason.description': 'statusReason',
  organizationName: 'company',
  postalCode: 'postcode',
};

/** Parts of an address that are one field. */
const JOINED: Readonly<Record<string, readonly string[]>> = {
  name: ['title', 'givenName', 'familyName'],
  street: ['streetAndNumber', 'streetAdditional'],
};

/** The record of what stands at this path. Its hold is of the shop's own administration: money that moved is part of it. */
export function recordOf(path: string, entity: Entity, match: Match, now: Date): FoundRecord {
  const ref = refOf(path);
  const kind = kindOf(ref);
  if (kind === undefined) throw new Error('no path of Mollie');
  const day = dayOf(entity);
  const fields = fieldsOf(kind, entity);
  const { bearsOther = false, ...how } = match;
  const special = specialOf(fields, bearsOther);
  return {
    ref,
    category: CATEGORIES[kind],
    fields,
    ...how,
    thirdParty: special.includes('third_party'),
    hold: day !== undefined && isMoney(kind, entity) ? { basis: 'awr_52', until: taxUntil(day) } : null,
    ...(day === undefined ? {} : { day }),
    ...(special.length === 0 ? {} : { special }),
    provenance: { place: `/v2${path}`, fetchedAt: now.toISOString() },
  };
}

/** Whether money went one way or the other. */
function isMoney(kind: EntityKind, { status, paidAt }: Entity): boolean {
  if (kind === 'refund') return status !== 'failed' && status !== 'canceled';
  if (kind === 'payment_link') return typeof paidAt === 'string';
  return kind === 'chargeback' || (kind === 'payment' && status === 'paid');
}

function dayOf({ paidAt, createdAt }: Entity): CalendarDay | undefined {
  const instant = new Date(paidAt ?? createdAt ?? '');
  return Number.isNaN(instant.getTime()) ? undefined : amsterdamDay(instant);
}

/** All that a record tells of a person, for the copy (AVG 15): what this house has no name for is under Mollie's. */
function fieldsOf(kind: EntityKind, entity: Entity): readonly FieldValue[] {
  const leaves = leavesOf(entity).flatMap(([path, value]): readonly Leaf[] =>
    isTechnical(path) ? [] : [[path.replace(/^details\.(?=shippingAddress\.)/, ''), value]],
  );
  return [
    ...addressFields(leaves, 'billingAddress.', (name) => name),
    ...addressFields(
      leaves,
      'shippingAddress.',
      (name) => `delivery${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    ),
    ...leaves.flatMap(([path, value]) =>
      /^(billing|shipping)Address\./.test(path) ? [] : [fieldOf(kind, path, value)],
    ),
  ].sort((a, b) => rankOf(a.name) - rankOf(b.name) || (a.name < b.name ? -1 : Number(a.name > b.name)));
}

/** An order of our own: the same record, in a list or alone, says the same however Mollie orders it. */
function rankOf(name: string): number {
  const place = FIRST.indexOf(name);
  return place === -1 ? FIRST.length : place;
}

const FIRST =
  'paymentId customerId number createdAt status amount description name company email phone street postcode city'.split(
    ' ',
  );

function isTechnical(path: string): boolean {
  const [first = '', second = ''] = path.split('.');
  if (first === 'lines') return NAMES[path] === undefined;
  return TECHNICAL.has(first) || TECHNICAL.has(`${first}.${second}`);
}

function addressFields(
  leaves: readonly Leaf[],
  prefix: string,
  named: (name: string) => string,
): readonly FieldValue[] {
  const parts = new Map(
    leaves.flatMap(([path, value]) =>
      path.startsWith(prefix) ? [[path.slice(prefix.length), value] as const] : [],
    ),
  );
  const joined = Object.entries(JOINED).flatMap(([name, from]) => {
    const value = from.flatMap((part) => parts.get(part) ?? []).join(' ');
    for (const part of from) parts.delete(part);
    return value === '' ? [] : [{ name: named(name), value }];
  });
  return [...joined, ...[...parts].map(([name, value]) => ({ name: named(NAMES[name] ?? name), value }))];
}

function fieldOf(kind: EntityKind, path: string, value: string): FieldValue {
  if (path === 'id') return { name: OWN_NUMBER[kind] ?? 'number', value };
  if (path === 'metadata') return { name: 'metadata', value };
  if (path.startsWith('metadata.'))
    return { name: 'metadata', value: `${path.slice('metadata.'.length)}: ${value}` };
  const own = path.replace(/^details\./, '');
  const name = NAMES[own] ?? own;
  if (name === 'payerAccount' && isIban(value)) return { name: 'iban', value };
  return { name, value: instantOf(value) ?? value };
}

/** Undefined for what is no time, whatever it looks like. */
function instantOf(value: string): string | undefined {
  const instant = new Date(INSTANT.test(value) ? value : '');
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

const OWN_NUMBER: Partial<Record<EntityKind, string>> = { payment: 'paymentId', customer: 'customerId' };
const INSTANT = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d[+-]\d{2}:\d{2}$/;

/** The holder of the account or who receives the parcel may be another person than who ordered. */
function specialOf(fields: readonly FieldValue[], bearsOther: boolean): readonly SpecialContent[] {
  const namesIn = (...wanted: readonly string[]) =>
    fields.flatMap(({ name, value }) => (wanted.includes(name) ? [value.toLowerCase()] : []));
  const own = namesIn('name');
  const others = namesIn('accountHolder', 'cardHolder', 'deliveryName').filter((name) => !own.includes(name));
  return [
    ...(bearsOther || (own.length > 0 && others.length > 0) ? (['third_party'] as const) : []),
    ...(fields.some(({ name }) => name === 'metadata') ? (['free_text'] as const) : []),
  ];
}
