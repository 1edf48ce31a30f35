import type { Right } from './rights.ts';

/**
 * Rights on which staff act the same or next working day, whoever asks (AVG 21(3), 7(3), 33; R13): taking them up can
 * harm nobody, so that no proof is asked when they come in.
 */
export const ACT_NOW: readonly Right[] = ['objection', 'withdraw_consent', 'complaint', 'breach_report'];

/** Whether staff act on this right at once, without a code. */
export function actsNow(right: Right): boolean {
  return ACT_NOW.includes(right);
}
