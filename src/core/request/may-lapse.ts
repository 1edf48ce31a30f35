import { amsterdamDay } from '../kernel/calendar-day.ts';
import type { Right } from '../kernel/rights.ts';
import type { RequestState } from './request-state.ts';

/** Rights on which staff act whoever asks (R13): they do not wait for anybody's proof, so they cannot lapse for lack of it. */
const WITHOUT_PROOF: readonly Right[] = ['objection', 'withdraw_consent', 'complaint', 'breach_report'];

/**
 * Whether staff may close this request because nobody showed who is asking (AVG 11(2), 12(2)): not before the promised
 * day, on which the customer heard that the code is still waited for. The program never does it by itself (R16).
 */
export function mayLapse(state: RequestState, now: Date): boolean {
  const waits = state.status === 'received' || state.status === 'awaiting_identity';
  return waits && !WITHOUT_PROOF.includes(state.right) && amsterdamDay(now) >= state.due.customerDue;
}
