import type { ReplyLanguage } from '../kernel/language.ts';
import type { ToldPart, ToldPolicy } from '../policy/policy-version.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { toldParts } from './policy-answer.ts';

/** All that is told of the shop's policy, in each language: what is kept as a version of it. */
export function policyDocument(shop: ShopProfile): ToldPolicy {
  const inLanguage = (language: ReplyLanguage): readonly ToldPart[] => toldParts(language, shop);
  return { nl: inLanguage('nl'), en: inLanguage('en') };
}
