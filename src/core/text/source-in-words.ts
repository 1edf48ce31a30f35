import type { ReplyLanguage } from '../kernel/language.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { textIfAny } from './texts.ts';

/**
 * A searched source by name: by a name of ours where it is a part of a system, the desk itself or the shop's other
 * places; else the recipient of the profile.
 */
export function sourceInWords(
  language: ReplyLanguage,
  source: string,
  shop: ShopProfile | undefined,
): string {
  const recipient = shop?.recipients.find(({ id }) => id === source);
  return textIfAny(language, `terms:sources.${source}`) ?? recipient?.name ?? source;
}
