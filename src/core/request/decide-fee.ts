import { amsterdamDay } from '../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { FEE_GROUNDS } from './notice.ts';
import { groundsFor } from './refusal-ground.ts';
import type { RequestCommand } from './request-commands.ts';
import type { RequestEvent } from './request-events.ts';
import { type OpenState, toldDue } from './request-state.ts';

export type FeeRefusal =
  /** AVG 12(5) is about articles 15 to 22, and advertising always stops free of charge (21(2)-(3)). */
  | 'fee.not_for_right'
  | 'fee.already'
  | 'fee.decided'
  /** The day by which the customer is to have an answer has passed: a refusal or an answer is owed. */
  | 'fee.too_late'
  | 'fee.not_asked'
  | 'fee.in_future'
  | 'decision.card_outdated';

/** Whether a fee may still be told beforehand, so that the customer can withdraw (AVG 12(5)(a); EDPB 01/2022 §192). */
export function mayAskFee(state: OpenState, now: Date): Result<null, FeeRefusal> {
  const knows = groundsFor(state.right).some(({ ground }) => FEE_GROUNDS.some((fee) => fee === ground));
  if (!knows || (state.right === 'objection' && state.against !== 'situation'))
    return refuse('fee.not_for_right');
  if (state.fee !== undefined) return refuse('fee.already');
  if (state.status === 'executing') return refuse('fee.decided');
  return amsterdamDay(now) > toldDue(state.due) ? refuse('fee.too_late') : ok(null);
}

/** A yes may become a payment, and the shop may let it go at any time; what was paid or let go stays so. */
export function recordFee(
  state: OpenState,
  { version, as, on }: Extract<RequestCommand, { readonly type: 'record_fee' }>,
  now: Date,
): Result<readonly RequestEvent[], FeeRefusal> {
  if (state.cardVersion !== version) return refuse('decision.card_outdated');
  const { fee } = state;
  if (fee !== 'announced' && !(fee === 'agreed' && as !== 'agreed')) return refuse('fee.not_asked');
  if (on > amsterdamDay(now)) return refuse('fee.in_future');
  return ok([{ type: 'fee_settled', as, on }]);
}
