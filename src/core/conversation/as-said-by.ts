import type { ChannelName } from '../kernel/rights.ts';
import type { OutboundMessage } from './messages.ts';

/** In a conversation by mail nothing is typed: the mail with the code is answered (R7). */
export function asSaidBy(channel: ChannelName, message: OutboundMessage): OutboundMessage {
  if (channel !== 'email') return message;
  switch (message.kind) {
    case 'code_sent':
    case 'code_sent_late':
    case 'code_waits':
      return { ...message, byMail: true };
    default:
      return message;
  }
}
