import { amsterdamDay } from '../kernel/calendar-day.ts';
import { ok, type Result } from '../kernel/result.ts';
import { readPeriod } from '../register/read-period.ts';
import { type RegisterReport, type ReportUnit, wholeMonths } from '../register/register-report.ts';
import type { CoreSettings } from './core-settings.ts';

/** The figures of a period, by one statement of the database; without words of the last twelve months. */
export async function reportRegister(
  { store, clock }: Pick<CoreSettings, 'store' | 'clock'>,
  unit: ReportUnit,
  words: readonly string[],
): Promise<Result<RegisterReport, 'register.period_unknown'>> {
  const today = amsterdamDay(clock.now());
  const read = readPeriod(words.length === 0 ? [monthBefore(today), today] : words);
  if (!read.ok) return read;
  const period = wholeMonths(read.value);
  return ok(await store.snapshot((tx) => tx.register.report({ unit, period, today })));
}

/** The month after this one, a year ago. */
function monthBefore(today: string): string {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  return month === 12 ? `${year}-01` : `${year - 1}-${String(month + 1).padStart(2, '0')}`;
}
