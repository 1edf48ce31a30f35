import { careFor } from '../request/letter-plan.ts';
import { hasPrepared } from '../request/prepared-by.ts';
import type { RequestState } from '../request/request-state.ts';

export type CareRefusal = 'decision.prepared_by_you' | 'decision.reason_missing';

/** What one person still owes before a decision that asks for care: nothing, a typed reason, or another pair of eyes. */
export type NeededCare = 'none' | 'reason' | 'somebody_else';

/**
 * R19: with two or more who may decide, none of those who prepared it; alone, an erasure needs a typed reason. The second
 * look holds for a refusal or fee under AVG 12(5) as well, and a reason for an answer from a search that left rows out. `by` is `staff:<id>`.
 */
export function neededCare(
  state: RequestState,
  { by, approvers }: { readonly by: string; readonly approvers: number },
): NeededCare {
  const care = 'letter' in state ? careFor(state.letter?.plan) : undefined;
  const owed =
    care === 'erasure' || (care !== undefined && approvers > 1)
      ? careOfErasure({ by, preparedBy: hasPrepared(state, by) ? by : undefined, approvers })
      : 'none';
  return owed === 'none' && isPartly(state) ? 'reason' : owed;
}

/** Rows of a source are left for a person to look at (R33): whoever answers without them says why (R31). */
function isPartly(state: RequestState): boolean {
  if (state.status !== 'awaiting_approval' || state.letter.kind === 'refusal') return false;
  const whole = state.letter.plan?.whole ?? state.letter.kind === 'access_answer';
  return whole && Object.values(state.searches).some(({ coverage }) => coverage === 'partial');
}

/** The same for an erasure that nobody asked for, of several people at once (R32). */
export function careOfErasure({
  by,
  preparedBy,
  approvers,
}: {
  readonly by: string;
  readonly preparedBy: string | undefined;
  readonly approvers: number;
}): NeededCare {
  if (approvers > 1) return preparedBy === by ? 'somebody_else' : 'none';
  return 'reason';
}
