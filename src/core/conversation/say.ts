import type { ConversationOutput } from './conversation-input.ts';
import type { OutboundMessage } from './messages.ts';

export function say(message: OutboundMessage): ConversationOutput {
  return { type: 'say', message };
}
