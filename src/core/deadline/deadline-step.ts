/** Every step that an explanation can hold; true: also in the customer's version. Each name is a key of the texts. */
export const DEADLINE_STEPS = {
  received: true,
  received_counts: true,
  month_later: true,
  month_later_shortened: true,
  free_saturday: false,
  free_sunday: false,
  free_new_year: false,
  free_good_friday: false,
  free_easter_monday: false,
  free_kings_day: false,
  free_liberation_day: false,
  free_ascension_day: false,
  free_whit_monday: false,
  free_christmas_day: false,
  free_second_christmas_day: false,
  free_closing_day: false,
  stop_opened: true,
  stop_asked_late: false,
  stop_reminder: false,
  stop_after_due: false,
  stop_closed: true,
  verified_without_stop: false,
  event_before_receipt: false,
  extension_accepted: true,
  extension_after_promise: false,
  extension_after_first_month: false,
  extension_repeated: false,
  extension_refused_late: false,
  extension_refused_stopped: false,
  extension_refused_before_receipt: false,
  legal_due: false,
  legal_due_suspended: true,
  legal_due_open: true,
  legal_due_rolled: false,
  policy_due: true,
  safe_due: true,
  safe_due_equal: true,
  safe_due_open: true,
  workday: false,
  workday_same: false,
  policy_due_paused: false,
  safe_due_paused: true,
  extended_month: false,
  extended_month_shortened: false,
  extended_due: true,
  extended_due_suspended: true,
  customer_due: true,
  staff_due: false,
  staff_due_reaction: false,
  staff_due_extended: false,
  complaint_due: false,
} as const satisfies Record<string, boolean>;

export type DeadlineStepName = keyof typeof DEADLINE_STEPS;

/**
 * One step of the arithmetic. A param named `day`, or `day` and a capital, is a `YYYY-MM-DD` day; `count` is a number of
 * days that decides the plural; others are plain numbers. `plain` marks the steps of the customer's version.
 */
export interface DeadlineStep {
  readonly code: `deadline.${DeadlineStepName}`;
  readonly params: Readonly<Record<string, string | number>>;
  readonly plain: boolean;
}

/** A step under its dotted code, with whether customers are shown it. */
export function step(name: DeadlineStepName, params: DeadlineStep['params']): DeadlineStep {
  return { code: `deadline.${name}`, params, plain: DEADLINE_STEPS[name] };
}
