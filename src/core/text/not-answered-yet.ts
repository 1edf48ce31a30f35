import type { NotAnsweredYet } from '../conversation/messages.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { dayInWords, type TextKey, text } from './texts.ts';

/**
 * The truth on a promised day without an answer (R30): that there is none, what it waits for, a later day where the
 * customer has had notice of one, and where to turn. Where the customer is waited for, nobody is to blame.
 */
export function notAnsweredYet(
  message: NotAnsweredYet,
  language: ReplyLanguage,
  shop: ShopProfile,
): readonly string[] {
  const { number, dueDay, waitsFor, askedDay, nextDay } = message;
  const day = (value: CalendarDay): string => dayInWords(language, value);
  const words = (key: TextKey, params: Readonly<Record<string, string>> = {}): string =>
    text(language, key, { number, day: day(dueDay), shop: shop.name, phone: shop.phone, ...params });
  const waitsForCustomer = waitsFor === 'code' || waitsFor === 'identity';
  const asked = askedDay === undefined ? {} : { asked: day(askedDay) };
  return [
    words(message.past === true ? 'messages:not_answered.past' : 'messages:not_answered.today'),
    words(`messages:not_answered.${waitsFor}`, asked),
    ...(nextDay === undefined ? [] : [words('messages:not_answered.next', { next: day(nextDay) })]),
    words(waitsForCustomer ? 'messages:not_answered.help' : 'messages:not_answered.sorry'),
  ];
}
