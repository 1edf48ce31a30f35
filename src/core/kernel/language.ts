/** Languages that are recognised; replies exist in nl (the source) and en. */
export type Language = 'nl' | 'en' | 'de' | 'fr';
export type ReplyLanguage = 'nl' | 'en';

export function replyLanguage(language: Language): ReplyLanguage {
  return language === 'nl' ? 'nl' : 'en';
}
