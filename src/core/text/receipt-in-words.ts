import type { InPersonReceipt } from '../conversation/in-person-receipt.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { dayInWords, type TextKey, text } from './texts.ts';

/** The receipt of what was asked in person, mailed or printed: number, date, who works with it, where to turn (R1, R3). */
export function receiptInWords(
  receipt: InPersonReceipt,
  language: ReplyLanguage,
  shop: ShopProfile,
  noticeUrl: string,
): readonly string[] {
  const params = {
    shop: shop.name,
    email: shop.email,
    phone: shop.phone,
    number: receipt.number,
    ask: text(language, `terms:asks.${receipt.right}`),
    via: text(language, `mail:via.${receipt.channel}`),
    received: dayInWords(language, receipt.receivedDay),
    day: dayInWords(language, receipt.dueDay),
    url: noticeUrl,
  };
  const keys: readonly TextKey[] = [
    'mail:receipt.asked',
    'mail:receipt.number',
    receipt.past === true ? 'mail:receipt.past' : 'mail:receipt.date',
    'mail:receipt.notice',
    'mail:receipt.not_you',
  ];
  return keys.map((key) => text(language, key, params));
}
