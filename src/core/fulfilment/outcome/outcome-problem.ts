import type { Category } from '../processor.ts';

/** Why the facts of an outcome cannot stand as they are. */
export type OutcomeCode =
  | 'outcome.unknown'
  | 'outcome.missing'
  | 'outcome.rows_missing'
  | 'outcome.choice_unknown'
  | 'outcome.too_long'
  | 'outcome.day_invalid'
  | 'outcome.day_ahead'
  | 'outcome.day_past'
  | 'outcome.count_invalid'
  /** Nothing of what was asked is done: that is a refusal, with its ground and remedies (AVG 12(4)). */
  | 'outcome.nothing_done'
  /** The tax term ends with a year (AWR 52). */
  | 'outcome.tax_year_end'
  /** Seven years after the year of the record, ten for the one-stop-shop: not longer (law.md 6.1, 6.2). */
  | 'outcome.tax_too_long'
  /** Nothing can be said to be found while a system holds records of this person. */
  | 'outcome.records_found'
  /** The plan has fewer of a kind than were found: what would happen to the others nobody decided. */
  | 'outcome.plan_lacks'
  /** The plan has more of a kind than were found, and nobody wrote why. */
  | 'outcome.plan_exceeds'
  /** A law keeps them, as invoices for seven years (AWR 52), and nobody wrote why these may go. */
  | 'outcome.law_keeps'
  /** The policy promises all data (F27), and this says that some of them are not in the copy. */
  | 'outcome.promised_all'
  /** The notice of AVG 18(3) comes before the day itself. */
  | 'outcome.notice_too_short'
  | 'outcome.address_invalid'
  | 'outcome.address_missing';

export interface OutcomeProblem {
  /** The name of the field, of a line as `plan.0.until`. */
  readonly field: string;
  readonly code: OutcomeCode;
  /** Which records of which system it is about: how many were found, and how many are in the plan. */
  readonly about?: {
    readonly source: string;
    readonly category: Category;
    readonly found: number;
    readonly planned: number;
  };
}
