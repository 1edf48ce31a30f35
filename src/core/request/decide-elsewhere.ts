import { ok, type Result, refuse } from '../kernel/result.ts';
import type { RequestCommand } from './request-commands.ts';
import type { RequestEvent } from './request-events.ts';
import type { RequestState } from './request-state.ts';

export type ElsewhereRefusal =
  | 'decision.wrong_state'
  | 'decision.receiving_not_covered'
  | 'decision.level_missing';

/** F20: for another address more than the mailbox is shown; back to the proven one asks for nothing. */
export function decideElsewhere(
  state: RequestState,
  { back }: Extract<RequestCommand, { type: 'answer_elsewhere' }>,
): Result<readonly RequestEvent[], ElsewhereRefusal> {
  if (back === true)
    return state.elsewhere === undefined
      ? refuse('decision.wrong_state')
      : ok([{ type: 'answer_redirected', back }]);
  const { authority } = state;
  // A power that does not cover receiving leaves the answer to the customer himself (law.md 8.2).
  if (state.forOther === true && authority?.receives !== true && authority?.capacity !== 'themselves')
    return refuse('decision.receiving_not_covered');
  return state.level < 2 ? refuse('decision.level_missing') : ok([{ type: 'answer_redirected' }]);
}
