import type { OutboundMessage } from '../conversation/messages.ts';

/** Why it could not be taken back, in words that are true. */
export function notWithdrawn(code: string, number: string): OutboundMessage {
  switch (code) {
    case 'request.withdrawal_needs_proof':
      return { kind: 'withdrawal_needs_proof', number };
    case 'request.deed_begun':
      return { kind: 'deed_begun', number };
    case 'decision.too_late':
      return { kind: 'answer_leaving', number };
    default:
      return { kind: 'choice_expired' };
  }
}
