import type { Right } from '../kernel/rights.ts';

/** Why a found record is left out of the copy; a closed list, so that neither letter nor log names anybody. */
export const WITHHOLD_REASONS = [
  'other_person', // R11: only the rows of who asks leave
  'rights_of_others', // AVG 15(4)
  'uavg_41', // UAVG 41
  'not_portable', // AVG 20(1): neither given nor on consent or a contract
] as const;
export type WithholdReason = (typeof WITHHOLD_REASONS)[number];

/** The reasons that a right knows: what may be left out of a portable copy may still have to be shown (AVG 15). */
export function withholdReasons(right: Right): readonly WithholdReason[] {
  return WITHHOLD_REASONS.filter((reason) => reason !== 'not_portable' || right === 'portability');
}
