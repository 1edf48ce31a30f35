/** Why a found record is left out of the copy; a closed list, so that neither letter nor log names anybody. */
export const WITHHOLD_REASONS = [
  'other_person', // R11: only the rows of who asks leave
  'rights_of_others', // AVG 15(4)
  'uavg_41', // UAVG 41
] as const;
export type WithholdReason = (typeof WITHHOLD_REASONS)[number];
