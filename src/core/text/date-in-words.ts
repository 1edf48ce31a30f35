import { parseDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';

const DATES: Readonly<Record<ReplyLanguage, Intl.DateTimeFormat>> = {
  nl: new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};

/** `YYYY-MM-DD` without its weekday: "26 oktober 2023"; what is no day stays as it is. */
export function dateInWords(language: ReplyLanguage, day: string): string {
  const parsed = parseDay(day);
  return parsed === undefined ? day : DATES[language].format(Date.parse(`${parsed}T00:00:00Z`));
}
