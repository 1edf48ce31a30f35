import { ok, type Result, refuse } from '../kernel/result.ts';
import { hasBegun } from './decide-execution.ts';
import type { RequestCommand } from './request-commands.ts';
import type { RequestEvent } from './request-events.ts';
import type { RequestState } from './request-state.ts';

export type WithdrawalRefusal =
  | 'request.withdrawal_needs_proof'
  | 'decision.too_late'
  /** Some of what was asked is done: a person sees what can still be stopped (R24). */
  | 'request.deed_begun';

type Executing = Extract<RequestState, { readonly status: 'executing' }>;

/** Steps that are what was asked; the others only tell of it. */
const DEEDS = ['erase:', 'lift:', 'restrict:', 'rectify:', 'transmit'];

/**
 * Why what was approved can be taken back no more (R3): it is being sent, or some of what was asked was done. As long as
 * people have confirmed nothing of that it still can, however late. Undefined while it can.
 */
export function pastWithdrawal(
  state: Executing,
  now: Date,
): Exclude<WithdrawalRefusal, 'request.withdrawal_needs_proof'> | undefined {
  const deeds = (state.letter.plan?.steps ?? []).filter((step) =>
    DEEDS.some((verb) => step.startsWith(verb)),
  );
  if (deeds.some((step) => state.done?.includes(step) === true)) return 'request.deed_begun';
  // What a system was asked may have been done.
  if (state.changed !== undefined) return 'request.deed_begun';
  return deeds.length === 0 && hasBegun(state, now) ? 'decision.too_late' : undefined;
}

/** R3: withdrawing a proven request needs the proven channel, or staff who knew the person by a proof (R9). */
export function decideWithdrawal(
  state: RequestState,
  { as, provenHere, knownBy }: Extract<RequestCommand, { type: 'withdraw' }>,
  now: Date,
): Result<readonly RequestEvent[], WithdrawalRefusal> {
  if (state.level > 0 && !provenHere && knownBy === undefined)
    return refuse('request.withdrawal_needs_proof');
  const past = state.status === 'executing' ? pastWithdrawal(state, now) : undefined;
  if (past !== undefined) return refuse(past);
  return ok([{ type: 'withdrawn', as, ...(knownBy === undefined ? {} : { knownBy }) }]);
}
