import { assertNever } from '../kernel/assert-never.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { endOf, mayStillLeave } from './decide-execution.ts';
import type { RequestCommand } from './request-commands.ts';
import type { RequestEvent } from './request-events.ts';
import type { RequestState } from './request-state.ts';

export type DeliveryRefusal =
  | 'decision.wrong_state'
  | 'decision.card_outdated'
  /** AVG 18(3): it would come too late, and is decided anew. */
  | 'decision.outcome_outdated'
  /** A letter is posted first and entered then. */
  | 'delivery.day_ahead';

type Decided = Result<readonly RequestEvent[], DeliveryRefusal>;
type Command = Extract<RequestCommand, { readonly type: 'retry_delivery' | 'post_letter' | 'report_bounce' }>;

/** How an answer that did not arrive still gets there; what was executed is never done again (R21, R24). */
export function decideDelivery(state: RequestState, command: Command, now: Date): Decided {
  if (state.cardVersion !== command.version) return refuse('decision.card_outdated');
  const letter = 'letter' in state ? state.letter : null;
  if (letter === null) return refuse('decision.wrong_state');
  const missed = state.status === 'executing' && state.undelivered !== undefined;
  switch (command.type) {
    case 'retry_delivery':
      if (!missed) return refuse('decision.wrong_state');
      return mayStillLeave(state, amsterdamDay(now))
        ? ok([{ type: 'delivery_retried' }])
        : refuse('decision.outcome_outdated');
    case 'post_letter': {
      if (command.on > amsterdamDay(now)) return refuse('delivery.day_ahead');
      const posted = { type: 'posted', on: command.on } as const;
      if (missed && !mayStillLeave(state, command.on)) return refuse('decision.outcome_outdated');
      if (missed) return ok([posted, { type: 'sent', outcome: endOf(letter) }]);
      return 'closedAt' in state ? ok([posted]) : refuse('decision.wrong_state');
    }
    case 'report_bounce': {
      // What was handed over by a person came back to nobody.
      return letter.plan?.route !== 'hand' && 'closedAt' in state
        ? ok([{ type: 'bounced' }])
        : refuse('decision.wrong_state');
    }
    default:
      return assertNever(command);
  }
}
