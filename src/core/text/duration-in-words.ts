import type { ReplyLanguage } from '../kernel/language.ts';

const FORMATS: Readonly<Record<ReplyLanguage, Intl.DurationFormat>> = {
  nl: new Intl.DurationFormat('nl-NL', { style: 'long' }),
  en: new Intl.DurationFormat('en-GB', { style: 'long' }),
};
const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** A length of time as people say it, in whole minutes rounded up from one minute on: "24 uur", "1 uur en 5 minuten". */
export function durationInWords(language: ReplyLanguage, seconds: number): string {
  const format = FORMATS[language];
  if (Math.ceil(seconds) < MINUTE) return format.format({ seconds: Math.max(1, Math.ceil(seconds)) });
  const minutes = Math.ceil(seconds / MINUTE);
  return format.format({ hours: Math.floor((minutes * MINUTE) / HOUR), minutes: minutes % MINUTE });
}
