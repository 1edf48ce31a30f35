import type { ReplyLanguage } from '../kernel/language.ts';

const LISTS: Readonly<Record<ReplyLanguage, Intl.ListFormat>> = {
  nl: new Intl.ListFormat('nl-NL', { type: 'conjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
};

/** "JouwWeb, Mollie en PostNL". */
export function listInWords(language: ReplyLanguage, items: readonly string[]): string {
  return LISTS[language].format(items);
}
