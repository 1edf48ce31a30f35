export const CHANGES_ELSEWHERE = ['answered_generally', 'withdrawn', 'reopened', 'narrowed'] as const;

/** Said in the conversation of a request when its customer changed it in another one. */
export interface ChangedElsewhere {
  readonly kind: 'changed_elsewhere';
  readonly number: string;
  readonly what: (typeof CHANGES_ELSEWHERE)[number];
}
