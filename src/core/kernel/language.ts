/** Languages that are recognised; replies exist in nl (the source) and en. */
export type Language = 'nl' | 'en' | 'de' | 'fr';
export type ReplyLanguage = 'nl' | 'en';

/** German and French are answered in English. */
export function replyLanguage(language: Language): ReplyLanguage {
  return language === 'nl' ? 'nl' : 'en';
}
