import { actsNow } from '../kernel/acts-now.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { RequestFact } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { heldFor, heldMessage } from './held.ts';
import { say } from './say.ts';

/** A new code to the same address; who asks is asked first when that is not known. */
export function resendCode(state: DialogueState, request: RequestFact | undefined): ConversationDecision {
  const refused = refusedFor(state, request);
  if (refused !== undefined || request === undefined) return refused ?? expired(state);
  const { number } = request;
  const { name, email } = state;
  if (name === undefined || email === undefined)
    return {
      state: { ...state, step: { name: 'asking_identity', number } },
      outputs: [{ type: 'ask_identity', number }, say({ kind: 'ask_identity', number })],
    };
  return {
    state: { ...state, step: { name: 'awaiting_code', number } },
    outputs: [{ type: 'mail_code', number, name, email }],
  };
}

/** Forgets the address and asks for another one; a code that was mailed before still counts. */
export function otherAddress(state: DialogueState, request: RequestFact | undefined): ConversationDecision {
  const refused = refusedFor(state, request);
  if (refused !== undefined || request === undefined) return refused ?? expired(state);
  const { email: _email, ...rest } = state;
  return {
    state: { ...rest, step: { name: 'asking_identity', number: request.number } },
    outputs: [say({ kind: 'ask_email' })],
  };
}

function refusedFor(
  state: DialogueState,
  request: RequestFact | undefined,
): ConversationDecision | undefined {
  if (request === undefined || !request.open || request.proven || actsNow(request.right))
    return expired(state);
  const held = heldFor(state, request.number);
  return held === undefined ? undefined : { state, outputs: [say(heldMessage(held, request.number))] };
}

function expired(state: DialogueState): ConversationDecision {
  return { state, outputs: [say({ kind: 'choice_expired' })] };
}
