/** Why a found record is left out of the copy; a closed list, so that neither letter nor log names anybody. */
export const WITHHOLD_REASONS = [
  'other_person', // R11: only the rows of who asks leave
  'rights_of_others', // AVG 15(4)
  'uavg_41', // UAVG 41
  'not_portable', // AVG 20(1); stands in older copies only: F27 promises all data
] as const;
export type WithholdReason = (typeof WITHHOLD_REASONS)[number];

/** The reasons for which staff may leave a row out. */
export const OFFERED_REASONS: readonly WithholdReason[] = WITHHOLD_REASONS.filter(
  (reason) => reason !== 'not_portable',
);
