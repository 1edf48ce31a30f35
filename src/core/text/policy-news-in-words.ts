import type { ReplyLanguage } from '../kernel/language.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { ChangeLine, PolicyNews } from '../policy/summarise-changes.ts';
import { dayInWords, text } from './texts.ts';

/** What a mail says of a new version (F31): why it comes, each change in the words of both texts, and that there is more. */
export function policyNewsInWords(
  { number, day, changes, more, test }: Omit<PolicyNews, 'from'>,
  language: ReplyLanguage,
  shop: ShopProfile,
): readonly string[] {
  const from = { shop: shop.name, number, day: dayInWords(language, day) };
  return [
    ...(test === true ? [text(language, 'mail:policy_notice.test')] : []),
    text(language, 'mail:policy_notice.why', from),
    text(language, 'mail:policy_notice.no_advertising'),
    ...changes.map((change) => changeInWords(change, language)),
    ...(more === 0 ? [] : [text(language, 'mail:policy_notice.more', { count: more })]),
  ];
}

function changeInWords({ title, before, after }: ChangeLine, language: ReplyLanguage): string {
  if (before === null) return text(language, 'mail:policy_notice.added', { title, after: after ?? '' });
  if (after === null) return text(language, 'mail:policy_notice.removed', { title, before });
  return text(language, 'mail:policy_notice.changed', { title, before, after });
}
