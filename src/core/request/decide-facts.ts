import { assertNever } from '../kernel/assert-never.ts';
import { LIMITS } from '../kernel/limits.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { RequestCommand } from './request-commands.ts';
import type { RequestEvent } from './request-events.ts';
import type { AskedFacts, RequestState } from './request-state.ts';

type FactsCommand = Extract<
  RequestCommand,
  { type: 'ask_facts' | 'give_facts' | 'end_facts' | 'record_facts' }
>;
export type FactsEvent = Extract<
  RequestEvent,
  { type: 'facts_asked' | 'facts_given' | 'facts_ended' | 'facts_compared' }
>;

/** Level 2 comes after the mailbox and below a call (R9). */
const BEFORE = 1;
const BY_POST = 3;

/**
 * Two facts of an order: asked, answered up to three times, one answer at a time (R9). Refused before a mailbox
 * is proven, after more than that is, and when the tries are up: then a person goes on.
 */
export function decideFacts(
  state: RequestState,
  command: FactsCommand,
): Result<readonly RequestEvent[], 'decision.wrong_state'> {
  const stage = state.facts?.stage;
  switch (command.type) {
    case 'ask_facts':
      return state.level === BEFORE && mayAsk(state.facts)
        ? ok([{ type: 'facts_asked' }])
        : refuse('decision.wrong_state');
    case 'give_facts':
      return state.level === BEFORE && stage === 'asked'
        ? ok([{ type: 'facts_given' }])
        : refuse('decision.wrong_state');
    case 'end_facts':
      return stage === 'asked' ? ok([{ type: 'facts_ended' }]) : refuse('decision.wrong_state');
    case 'record_facts':
      // Proven another way meanwhile: nothing hangs on them any more, right or wrong.
      return state.level === BEFORE && stage === 'given'
        ? ok([{ type: 'facts_compared', right: command.right }])
        : refuse('decision.wrong_state');
    default:
      return assertNever(command);
  }
}

/** Who knew none at first may find the receipt; who was wrong three times is asked no more. */
function mayAsk(facts: AskedFacts | undefined): boolean {
  return facts === undefined || (facts.stage === 'ended' && facts.wrong < LIMITS.wrongFactsPerRequest.most);
}

/** How the question stands after this event; whoever was wrong too often is asked no more. */
export function evolveFacts(before: AskedFacts | undefined, event: FactsEvent): AskedFacts {
  const wrong = before?.wrong ?? 0;
  switch (event.type) {
    case 'facts_asked':
      return { stage: 'asked', wrong };
    case 'facts_given':
      return { stage: 'given', wrong };
    case 'facts_ended':
      return { stage: 'ended', wrong };
    case 'facts_compared': {
      if (event.right) return { stage: 'ended', wrong };
      return { stage: wrong + 1 < LIMITS.wrongFactsPerRequest.most ? 'asked' : 'ended', wrong: wrong + 1 };
    }
    default:
      return assertNever(event);
  }
}

/** Whether a letter with a code shows more than was shown before: once a mailbox is proven, up to level 3 (R9). */
export function mayPost({ level }: RequestState): boolean {
  return level >= BEFORE && level < BY_POST;
}
