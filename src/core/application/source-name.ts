import { isSourceOf } from '../policy/is-source-of.ts';
import type { Recipient, ShopProfile } from '../policy/shop-profile.ts';

/** A source as staff and customers know it; our own records and "other places" are named by the locales. */
export function sourceName(source: string, profile: ShopProfile | undefined): string {
  return recipientOf(source, profile)?.name ?? source;
}

/** The recipient that a source belongs to: itself, or the part of it that no adapter reads. */
export function recipientOf(source: string, profile: ShopProfile | undefined): Recipient | undefined {
  return profile?.recipients.find((recipient) => isSourceOf(source, recipient));
}
