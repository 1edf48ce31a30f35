import type { ConversationDecision } from './conversation-decision.ts';
import type { RequestFact } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { say } from './say.ts';

/** "Alleen uitleg" and "laat maar" are asked once more (R3): nothing ends on one word. */
export function confirmEnding(
  state: DialogueState,
  request: RequestFact | undefined,
  as: 'answered_generally' | 'withdrawn',
): ConversationDecision {
  if (request === undefined || !request.open) return { state, outputs: [say({ kind: 'choice_expired' })] };
  const { number } = request;
  // What was approved is being sent: nobody can stop that here any more.
  if (request.leaving === true) return { state, outputs: [say({ kind: 'answer_leaving', number })] };
  // Every minute of asking again something more may be gone.
  if (request.begun === true) return { state, outputs: [{ type: 'withdraw', number, as }] };
  const kind = as === 'withdrawn' ? 'confirm_never_mind' : 'confirm_explanation_only';
  return {
    state: { ...state, step: { name: 'confirming', number, as } },
    outputs: [{ type: 'say', message: { kind, number } }],
  };
}
