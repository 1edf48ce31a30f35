import { careFor } from '../request/letter-plan.ts';
import { preparersOf } from '../request/prepared-by.ts';
import type { RequestState } from '../request/request-state.ts';
import { isSomebodyElse, nowAs, people, type Team } from './team.ts';

export type CareRefusal = 'decision.prepared_by_you' | 'decision.reason_missing';

/** What one person still owes before a decision that asks for care: nothing, a typed reason, or another pair of eyes. */
export type NeededCare = 'none' | 'reason' | 'somebody_else';

/**
 * R19: with two or more who may decide, none of those who prepared it; alone, an erasure needs a typed reason. The second
 * look holds for a refusal or fee under AVG 12(5) as well, and a reason for an answer while rows that came back wait for a person. `by` is `staff:<id>`.
 */
export function neededCare(
  state: RequestState,
  { by, team }: { readonly by: string; readonly team: Team },
): NeededCare {
  const care = 'letter' in state ? careFor(state.letter?.plan) : undefined;
  const owed =
    care === 'erasure' || (care !== undefined && people(team) > 1)
      ? careOfErasure({ by, preparedBy: preparersOf(state), team })
      : 'none';
  return owed === 'none' && isEarly(state) ? 'reason' : owed;
}

/**
 * Rows of a source are left for a person to look at (R33): whoever answers without them says why (R31). What a system never
 * shows is no reason to wait: the letter names it.
 */
function isEarly(state: RequestState): boolean {
  if (state.status !== 'awaiting_approval' || state.letter.kind === 'refusal') return false;
  const whole = state.letter.plan?.whole ?? state.letter.kind === 'access_answer';
  return whole && Object.values(state.searches).some(({ cameBack }) => cameBack === true);
}

/**
 * The same for an erasure that nobody asked for, of several people at once (R32). Who may be the preparer under another
 * name is no second pair of eyes: another approves, and where nobody surely is another, a reason is typed.
 */
export function careOfErasure({
  by,
  preparedBy,
  team,
}: {
  readonly by: string;
  readonly preparedBy: readonly string[];
  readonly team: Team;
}): NeededCare {
  if (people(team) < 2) return 'reason';
  const isClear = (one: string) => preparedBy.every((preparer) => isSomebodyElse(team, one, preparer));
  if (isClear(by)) return 'none';
  return preparedBy.some((preparer) => nowAs(team, preparer) === by) ||
    team.some((other) => other.acts && isClear(other.by))
    ? 'somebody_else'
    : 'reason';
}
