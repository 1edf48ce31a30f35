import { ok, type Result, refuse } from '../kernel/result.ts';
import { pastWithdrawal, type WithdrawalRefusal } from './decide-withdrawal.ts';
import type { RequestEvent } from './request-events.ts';
import type { RequestState } from './request-state.ts';

/**
 * The customer asks for less than before ("toch alleen mijn telefoonnummer"): what was approved is not done, and is decided
 * anew. Refused where it is being sent, or where some of it was done (R3, R24).
 */
export function decideNarrowing(
  state: RequestState,
  now: Date,
): Result<readonly RequestEvent[], WithdrawalRefusal> {
  if (state.status !== 'executing') return ok([{ type: 'narrowed' }]);
  const past = pastWithdrawal(state, now);
  if (past !== undefined) return refuse(past);
  return ok([{ type: state.done === undefined ? 'stopped' : 'execution_halted' }, { type: 'narrowed' }]);
}
