import { type CalendarDay, parseDay } from '../kernel/calendar-day.ts';
import type { Right } from '../kernel/rights.ts';
import type { Period } from './read-period.ts';

export const REPORT_UNITS = ['month', 'quarter', 'year'] as const;
/** Never days: in a small shop the figures of a day are one request (R34). */
export type ReportUnit = (typeof REPORT_UNITS)[number];

/** How old what is open is, in days since its receipt. */
export const AGE_BANDS = ['0-7', '8-14', '15-21', '22-30', '31+'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/** Of what was received in one period, or of one right, or of both. */
export interface Figures {
  readonly received: number;
  /** With an answer, a refusal not among them. */
  readonly answered: number;
  readonly refused: number;
  readonly withdrawn: number;
  readonly lapsed: number;
  /** Answered with another request of the same person (R12). */
  readonly joined: number;
  readonly open: number;
  /** Days from receipt to answer or refusal; null while there is none. */
  readonly medianDays: number | null;
  readonly p90Days: number | null;
  /** Answers and refusals on or before the day that staff had (law.md section 1: staffDue), and after it. */
  readonly onTime: number;
  readonly late: number;
  /** Whole percents in time of the answers and refusals; null without any. */
  readonly onTimePercent: number | null;
  readonly extended: number;
}

export interface Counted<Name extends string = string> {
  readonly name: Name;
  readonly count: number;
}

/** Anonymised requests are counted in; of those the channel and an extension are not known any more (R34). */
export interface RegisterReport {
  readonly unit: ReportUnit;
  /** Whole months. */
  readonly period: Period;
  readonly anonymised: number;
  readonly total: Figures;
  /** Oldest first; periods without a request are left out. */
  readonly periods: readonly (Figures & { readonly period: string })[];
  readonly rights: readonly (Figures & { readonly right: Right })[];
  readonly cells: readonly (Figures & { readonly period: string; readonly right: Right })[];
  readonly openByAge: readonly Counted<AgeBand>[];
  /** Ground and article as the log has them, most frequent first. */
  readonly grounds: readonly Counted[];
  readonly channels: readonly Counted[];
}

/** The whole months that a period touches. */
export function wholeMonths({ from, to }: Period): Period {
  const first = parseDay(`${from.slice(0, 7)}-01`);
  const days = ['31', '30', '29', '28'].flatMap((day): readonly CalendarDay[] => {
    const last = parseDay(`${to.slice(0, 7)}-${day}`);
    return last === undefined ? [] : [last];
  });
  return { from: first ?? from, to: days[0] ?? to };
}
