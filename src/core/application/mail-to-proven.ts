import type { ApprovedMessage, AutomaticMessage, IdentityNews } from '../conversation/messages.ts';
import type { ConversationId, RequestId } from '../kernel/ids.ts';
import { NOTICE_MAILS, type NoticeMail } from './notice-mails.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import type { MailContent, RequestRow } from './rows.ts';

type Mailable =
  | ApprovedMessage
  | IdentityNews
  | Extract<AutomaticMessage, { kind: 'human_delayed' | 'codes_allowed' | 'not_answered_yet' | NoticeMail }>;

/**
 * A web session ends after a day (R35) and staff answer within three: what they say there also goes to a mailbox that
 * was proven in that chat. About a request it goes to the address of that request only, and nowhere while that is
 * unproven. About no request it goes out when all that was proven there is one address: two may be two people (R11).
 * Channels that reach the customer by themselves need no mail.
 */
export async function mailToProven(
  tx: Tx,
  about: { readonly conversationId: ConversationId; readonly requestId: RequestId | null },
  message: Mailable,
  now: Date,
): Promise<void> {
  const { conversationId, requestId } = about;
  const proven = (await tx.requests.ofConversation(conversationId)).filter(isProvenOnWeb);
  const meant = requestId === null ? proven : proven.filter(({ id }) => id === requestId);
  const [request] = meant;
  const to = request?.email ?? null;
  if (request === undefined || to === null || meant.some(({ email }) => email !== to)) return;
  await queueMail(tx, mailOf(message, to, request.state.language), now, { requestId: request.id });
}

function isProvenOnWeb({ state }: RequestRow): boolean {
  return state.channel === 'web' && state.level > 0;
}

function mailOf(message: Mailable, to: string, language: RequestRow['state']['language']): MailContent {
  if (message.kind === 'human_delayed' || message.kind === 'codes_allowed')
    return { kind: message.kind, to, language };
  if (isNotice(message)) return { kind: 'notice', to, language, about: message.kind };
  if (message.kind === 'not_answered_yet') return { kind: message.kind, to, language, message };
  if (message.kind === 'identity_reminder' || message.kind === 'identity_received')
    return { kind: 'identity_news', to, language, message };
  const { text, signedBy, kind } = message;
  return { kind: 'staff_text', to, language, text, signedBy, question: kind === 'staff_question' };
}

function isNotice(message: Mailable): message is Extract<Mailable, { kind: NoticeMail }> {
  return NOTICE_MAILS.some((kind) => kind === message.kind);
}
