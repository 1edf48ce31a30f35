import { type CalendarDay, parseDay } from '../kernel/calendar-day.ts';

/** Years after that of a record in which the tax office may ask for it (AWR 52(4); Reg. 282/2011 art. 63c; law.md 6.1, 6.2). */
const YEARS = { tax: 7, oss: 10 } as const;
export type TaxTerm = keyof typeof YEARS;

/** Whether something is kept for tax: always whole years. */
export function isTaxTerm(ground: string | null): ground is TaxTerm {
  return ground === 'tax' || ground === 'oss';
}

/** The last day on which the tax office may ask for a record of this day: 31 December. */
export function taxUntil(day: CalendarDay, term: TaxTerm = 'tax'): CalendarDay {
  const last = parseDay(`${Number(day.slice(0, 4)) + YEARS[term]}-12-31`);
  if (last === undefined) throw new Error('not a calendar day');
  return last;
}
