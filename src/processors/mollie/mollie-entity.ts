import { z } from 'zod';

/** It becomes a part of an address, so that nothing else may stand in it. */
const ID = z.string().regex(/^[\w-]+$/);

/** What Mollie gives out: everything about it may be missing, except by what it is named. */
export const ENTITY = z.looseObject({
  id: ID,
  status: z.string().nullish(),
  createdAt: z.string().nullish(),
  paidAt: z.string().nullish(),
  customerId: ID.nullish(),
});
export type Entity = z.infer<typeof ENTITY>;

export type EntityKind =
  | 'customer'
  | 'mandate'
  | 'subscription'
  | 'payment'
  | 'refund'
  | 'chargeback'
  | 'payment_link';

const PATHS: readonly (readonly [RegExp, EntityKind])[] = [
  [/^\/customers\/[^/]+$/, 'customer'],
  [/^\/customers\/[^/]+\/mandates\/[^/]+$/, 'mandate'],
  [/^\/customers\/[^/]+\/subscriptions\/[^/]+$/, 'subscription'],
  [/^\/payments\/[^/]+$/, 'payment'],
  [/^\/payments\/[^/]+\/refunds\/[^/]+$/, 'refund'],
  [/^\/payments\/[^/]+\/chargebacks\/[^/]+$/, 'chargeback'],
  [/^\/payment-links\/[^/]+$/, 'payment_link'],
];

const PREFIX = 'mollie:';

/** The reference of what stands at a path of the interface. */
export function refOf(path: string): string {
  return `${PREFIX}${path}`;
}

/** What a record is; undefined for one that a person typed. */
export function kindOf(ref: string): EntityKind | undefined {
  const path = ref.startsWith(PREFIX) ? pathOf(ref) : '';
  return PATHS.find(([form]) => form.test(path))?.[1];
}

/** Of a mandate or subscription the customer: what Mollie keeps under it is deleted with it (delete-customer). */
export function customerOf(ref: string): string | undefined {
  const kind = kindOf(ref);
  return kind === 'mandate' || kind === 'subscription' ? ref.split('/').slice(0, 3).join('/') : undefined;
}

/** Where a record is read again. */
export function pathOf(ref: string): string {
  return ref.slice(PREFIX.length);
}

/** An account number as banks write it (ISO 13616), with or without spaces. */
export function isIban(value: string): boolean {
  return /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(value.replace(/\s/g, '').toUpperCase());
}
