import { actsNow } from '../kernel/acts-now.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { type RequestState, toldDue } from './request-state.ts';

/**
 * Whether staff may close this request because nobody showed who is asking (AVG 11(2), 12(2)): not before the promised
 * day, on which the customer heard that the code is still waited for. The program never does it by itself (R16). What
 * staff act on whoever asks waits for nobody's proof, so it cannot lapse for lack of it (R13); nor while a stop is open:
 * who was asked in writing gets a written refusal.
 */
export function mayLapse(state: RequestState, now: Date): boolean {
  const waits = state.status === 'received' || state.status === 'awaiting_identity';
  const stopped = state.due.legalDue === null;
  return waits && !stopped && !actsNow(state.right) && amsterdamDay(now) >= toldDue(state.due);
}
