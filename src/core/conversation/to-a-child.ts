import type { ConversationDecision } from './conversation-decision.ts';
import type { OutboundMessage } from './messages.ts';

/** What a child is told has its own words where there are any, not the receipt alone (R4). */
export function toAChild(decision: ConversationDecision): ConversationDecision {
  if (decision.state.withPerson !== 'minor') return decision;
  const outputs = decision.outputs.map((output) =>
    output.type === 'say' ? { ...output, message: young(output.message) } : output,
  );
  return { ...decision, outputs };
}

function young(message: OutboundMessage): OutboundMessage {
  switch (message.kind) {
    case 'human_called':
    case 'human_already_called':
    case 'customer_reply_noted':
    case 'already_open':
    case 'not_understood':
    case 'nothing_wrong':
    case 'costs_nothing':
    case 'nothing_to_send':
    case 'out_of_scope':
    case 'greeting':
    case 'thanks':
      return { ...message, young: true };
    default:
      return message;
  }
}
