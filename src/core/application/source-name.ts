import type { ShopProfile } from '../policy/shop-profile.ts';

/** A source as staff and customers know it; our own records and "other places" are named by the locales. */
export function sourceName(source: string, profile: ShopProfile | undefined): string {
  return profile?.recipients.find((recipient) => recipient.id === source)?.name ?? source;
}
