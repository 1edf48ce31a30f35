import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';

const DATES: Readonly<Record<ReplyLanguage, Intl.DateTimeFormat>> = {
  nl: new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};

/** A day in the past or far away, without its weekday: "26 oktober 2023". */
export function dateInWords(language: ReplyLanguage, day: CalendarDay | string): string {
  return DATES[language].format(Date.parse(`${day}T00:00:00Z`));
}
