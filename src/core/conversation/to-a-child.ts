import type { ConversationDecision } from './conversation-decision.ts';
import type { DialogueState } from './dialogue-state.ts';
import type { OutboundMessage } from './messages.ts';

/** What a child is told is said with "je", all of it and from then on (R4). */
export function toAChild(decision: ConversationDecision): ConversationDecision {
  const { state, outputs } = decision;
  if (!isChild(state)) return decision;
  return {
    state: { ...state, young: true },
    outputs: outputs.map((output) =>
      output.type === 'say' ? { ...output, message: spokenTo(state, output.message) } : output,
    ),
  };
}

/** The message as it is said in this dialogue; what a person wrote or approved stays as it is. */
export function spokenTo(
  state: Pick<DialogueState, 'young' | 'withPerson'>,
  message: OutboundMessage,
): OutboundMessage {
  if (!isChild(state)) return message;
  switch (message.kind) {
    case 'staff_text':
    case 'staff_question':
    case 'letter':
    case 'unreadable':
      return message;
    default:
      return { ...message, young: true };
  }
}

function isChild({ young, withPerson }: Pick<DialogueState, 'young' | 'withPerson'>): boolean {
  return young === true || withPerson === 'minor';
}
