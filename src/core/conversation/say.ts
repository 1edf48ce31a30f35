import type { ConversationOutput } from './conversation-input.ts';
import type { OutboundMessage } from './messages.ts';

/** A message as an output. */
export function say(message: OutboundMessage): ConversationOutput {
  return { type: 'say', message };
}
