import type { View } from '../frame/view.ts';

/** `2026-03`, `2026-Q1` or `2026` in words. */
export function periodName({ words }: View, period: string): string {
  const [, year = '', quarter, month] = /^(\d{4})(?:-Q(\d)|-(\d{2}))?$/.exec(period) ?? [];
  if (quarter !== undefined) return words.t('desk:figures.quarter_name', { number: quarter, year });
  if (month === undefined) return year;
  const locale = words.language === 'nl' ? 'nl-NL' : 'en-GB';
  const first = Date.UTC(Number(year), Number(month) - 1, 1);
  return new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(first);
}
