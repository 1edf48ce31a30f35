import type { CalendarDay } from '../kernel/calendar-day.ts';

/** How an approved letter reaches the customer. */
export type LetterRoute =
  /** Mail to the proven address, with the page behind a fresh code. */
  | 'page'
  /** Mail to the address that the request is about, which nobody proved: no page, no records. */
  | 'mail'
  /** The conversation itself: nobody gave an address. No records (R15). */
  | 'conversation'
  /** Read out, handed over or posted by staff: asked at the counter or on the phone. */
  | 'hand';

/** What the approval of a letter sets going, as the request needs to know it. */
export interface LetterPlan {
  /** What has to be proven before it may leave. */
  readonly level: number;
  readonly route: LetterRoute;
  readonly ends: 'answered' | 'refused';
  /** Every source must have been searched to its end before it may be approved. */
  readonly whole: boolean;
  /** A copy of the records stands beside the letter on the page. */
  readonly copy: boolean;
  /** Days between the announcement that leaves first and the deed; null when nothing is announced (AVG 18(3), R21). */
  readonly announceDays: number | null;
  /** What people do by hand and confirm before the letter says that it is done. */
  readonly steps: readonly string[];
  /** Absent: one look is enough. */
  readonly care?: DecisionCare;
  /** Why it needs more proof than its right does, by name; absent in plans from before. */
  readonly doubts?: readonly string[];
  /** AVG 18(3): the last day on which what the letter announces still comes in time; absent where nothing rests. */
  readonly noticeBy?: CalendarDay;
}

/**
 * What asks for more than one look (R19): `erasure` cannot be undone, `abuse` says that somebody asked without ground or
 * too often (AVG 12(5)).
 */
export type DecisionCare = 'erasure' | 'abuse';

/** The care of a plan; one from before care was known is an erasure when it erases. */
export function careFor(plan: LetterPlan | undefined): DecisionCare | undefined {
  if (plan?.care !== undefined) return plan.care;
  return plan?.steps.some((step) => step.startsWith('erase:')) === true ? 'erasure' : undefined;
}

/** Whether somebody who hears of it on `day` (Amsterdam) hears of it in time. */
export function isInTime(plan: LetterPlan | undefined, day: CalendarDay): boolean {
  return plan?.noticeBy === undefined || day <= plan.noticeBy;
}
