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
  /** The notice of AVG 18(3) comes before the day itself. */
  | 'outcome.notice_too_short'
  | 'outcome.address_invalid'
  | 'outcome.address_missing';

export interface OutcomeProblem {
  /** The name of the field, of a line as `plan.0.until`. */
  readonly field: string;
  readonly code: OutcomeCode;
}
