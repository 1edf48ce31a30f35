import { assertNever } from '../kernel/assert-never.ts';
import { evolveFacts, type FactsEvent } from './decide-facts.ts';
import type { RequestEvent } from './request-events.ts';
import type { RequestState } from './request-state.ts';

type IdentityEvent =
  | FactsEvent
  | Extract<RequestEvent, { type: 'authority_recorded' | 'code_posted' | 'answer_redirected' }>;

/** What is known of who asks, and where the answer goes, besides the level itself. */
export function evolveIdentity(state: RequestState, event: IdentityEvent, at: Date): RequestState {
  switch (event.type) {
    case 'authority_recorded': {
      const { type: _type, ...authority } = event;
      return { ...state, authority };
    }
    case 'code_posted':
      return { ...state, posted: true };
    case 'answer_redirected': {
      const { elsewhere: _before, ...home } = state;
      const next = event.back === true ? home : { ...home, elsewhere: at.toISOString() };
      // Whoever approves has seen to whom it goes (R19): the same words may go to somebody else now.
      return next.status === 'awaiting_approval' ? { ...next, seen: [] } : next;
    }
    case 'facts_asked':
    case 'facts_given':
    case 'facts_ended':
    case 'facts_compared':
      return { ...state, facts: evolveFacts(state.facts, event) };
    default:
      return assertNever(event);
  }
}
