import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationOutput } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { say } from './say.ts';

/** The words are for a person: staff get a task, a running request shows it, and the customer hears who reads. */
export function passToStaff(state: DialogueState, facts: ConversationFacts): ConversationDecision {
  return {
    state,
    outputs: [...noteWritten(facts), { type: 'pass_to_staff' }, say({ kind: 'customer_reply_noted' })],
  };
}

/** A proven request that runs shows that its customer wrote. */
export function noteWritten(facts: ConversationFacts): readonly ConversationOutput[] {
  const open = facts.requests.find((request) => request.open);
  return open?.proven === true ? [{ type: 'note_customer_wrote', number: open.number }] : [];
}
