import type { ReplyLanguage } from '../kernel/language.ts';

/** Euros with two decimals as the language writes them; `cents` is a whole number. */
export function amountInWords(language: ReplyLanguage, cents: number): string {
  const amount = (cents / 100).toFixed(2);
  return language === 'nl' ? `€ ${amount.replace('.', ',')}` : `€${amount}`;
}
