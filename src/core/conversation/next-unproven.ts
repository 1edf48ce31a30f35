import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { followUp } from './follow-up.ts';

/**
 * What the desk asks when one request of the conversation is settled: another wish is not forgotten (R17). It gets a
 * code of its own, for a code is bound to one right (R7), or the question that it was not asked yet.
 */
export function nextUnproven(
  state: DialogueState,
  done: string,
  facts: ConversationFacts,
  outputs: readonly ConversationOutput[],
): ConversationDecision {
  const idle: DialogueState = { ...state, step: { name: 'idle' } };
  const next = facts.requests.find((fact) => fact.open && !fact.proven && fact.number !== done);
  if (next === undefined) return { state: idle, outputs };
  const { number, right } = next;
  const { name, email } = state;
  if (name !== undefined && email !== undefined)
    return {
      state: { ...state, step: { name: 'awaiting_code', number } },
      outputs: [...outputs, { type: 'mail_code', number, name, email }],
    };
  const further = followUp(right, number);
  return { state: { ...state, step: further.step }, outputs: [...outputs, ...further.outputs] };
}
