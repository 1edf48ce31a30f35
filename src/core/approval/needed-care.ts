import type { RequestState } from '../request/request-state.ts';

export type CareRefusal = 'decision.prepared_by_you' | 'decision.reason_missing';

/** What one person still owes before a decision that asks for care: nothing, a typed reason, or another pair of eyes. */
export type NeededCare = 'none' | 'reason' | 'somebody_else';

/**
 * R19: with two or more who may decide, not the one who prepared it; alone, an erasure needs a typed reason. The second
 * look holds for a refusal or fee under AVG 12(5) as well. `by` is `staff:<id>`.
 */
export function neededCare(
  state: RequestState,
  { by, approvers }: { readonly by: string; readonly approvers: number },
): NeededCare {
  const care = 'letter' in state ? state.letter?.plan?.care : undefined;
  if (care === undefined) return 'none';
  if (care === 'erasure' || approvers > 1)
    return careOfErasure({ by, preparedBy: state.preparedBy, approvers });
  return 'none';
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
