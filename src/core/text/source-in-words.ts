import type { ReplyLanguage } from '../kernel/language.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { textIfAny } from './texts.ts';

/** A searched source by name: a recipient of the profile, the desk itself, or the shop's other places. */
export function sourceInWords(language: ReplyLanguage, source: string, shop: ShopProfile): string {
  const recipient = shop.recipients.find(({ id }) => id === source);
  return recipient?.name ?? textIfAny(language, `terms:sources.${source}`) ?? source;
}
