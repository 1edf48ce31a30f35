import type { ApprovedMessage, AutomaticMessage } from '../conversation/messages.ts';
import type { ConversationId } from '../kernel/ids.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import type { MailContent, RequestRow } from './rows.ts';

type Mailable =
  | ApprovedMessage
  | Extract<AutomaticMessage, { kind: 'human_delayed' | 'codes_allowed' | 'not_answered_yet' }>;

/**
 * A web session ends after a day (R35) and staff answer within three: what they say there also goes to the mailbox
 * that was proven in that chat, and to no other. Channels that reach the customer by themselves need no mail.
 */
export async function mailToProven(
  tx: Tx,
  conversationId: ConversationId,
  message: Mailable,
  now: Date,
): Promise<void> {
  const request = (await tx.requests.ofConversation(conversationId)).find(isProvenOnWeb);
  if (request === undefined || request.email === null) return;
  await queueMail(tx, mailOf(message, request.email, request.state.language), now, { requestId: request.id });
}

function isProvenOnWeb({ state }: RequestRow): boolean {
  return state.channel === 'web' && state.level > 0;
}

function mailOf(message: Mailable, to: string, language: RequestRow['state']['language']): MailContent {
  if (message.kind === 'human_delayed' || message.kind === 'codes_allowed')
    return { kind: message.kind, to, language };
  if (message.kind === 'not_answered_yet') return { kind: message.kind, to, language, message };
  const { text, signedBy, kind } = message;
  return { kind: 'staff_text', to, language, text, signedBy, question: kind === 'staff_question' };
}
