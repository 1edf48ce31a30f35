import type { InboundMessage } from '../conversation/channel.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { maySamePerson } from '../identity/same-person.ts';
import type { RequestId } from '../kernel/ids.ts';
import { isDoubted } from '../request/approval-block.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { answeredMailsOf, typedIn } from './answered-mails.ts';
import { isOwnRequest } from './is-own-request.ts';
import type { Store } from './ports.ts';
import type { MailContent } from './rows.ts';
import { wordsIn } from './take-mail.ts';

/** What stands in the customer's chat as well. */
export const TOLD_IN_CHAT: readonly MailContent['kind'][] = [
  'staff_text',
  'human_delayed',
  'codes_allowed',
  'notice',
  'not_answered_yet',
  'receipt',
  'identity_news',
];

export type Taken = Exclude<InboundMessage, { kind: 'ignored' | 'report' }>;

export type AnswerToMail =
  /** As if it were typed in the conversation of the request. */
  | { readonly kind: 'joins'; readonly message: Taken }
  /** Whether the customer of this request wrote it is for a person to see. */
  | { readonly kind: 'held'; readonly about: RequestId };

/** Whether a mail with this content says what a chat was told: its answer belongs in that chat. */
export function speaksForChat(kind: string): boolean {
  return kind === 'undelivered' || TOLD_IN_CHAT.some((one) => one === kind);
}

/**
 * An answer to a mail that took the words of a chat to the mailbox proven there goes on in that chat, where its question
 * was asked (R24): from that address only, by the number of that mail, and not of a program. Whose origin was not checked,
 * who signs with another name (R11), or about whom there is doubt, is held for a person beside that request (R12).
 */
export async function answerToMail(
  { store }: { readonly store: Store },
  message: Taken,
  understood: Understanding,
): Promise<AnswerToMail | undefined> {
  const { mail } = message;
  const answered = answeredMailsOf(message, understood);
  if (mail === undefined || answered.length === 0) return undefined;
  const { sender, senderName = '', authenticated } = mail;
  const text = wordsIn(message).said.trim();
  if (text === '' && message.kind !== 'file') return undefined;
  return store.transaction(async (tx) => {
    for (const id of answered) {
      const sent = await tx.mails.byId(id);
      if (sent === undefined || sent.requestId === null || !speaksForChat(sent.kind)) continue;
      const request = await tx.requests.byId(sent.requestId);
      if (request === undefined || request.state.level === 0 || request.email === null) continue;
      if (normaliseEmail(request.email) !== normaliseEmail(sender)) continue;
      const said = typedIn(await tx.conversations.byId(request.conversationId), message);
      const sure =
        authenticated &&
        !isDoubted(request.state) &&
        maySamePerson(request.name ?? '', senderName) &&
        (await isOwnRequest(tx, request));
      if (said === undefined || !sure) return { kind: 'held', about: request.id };
      const typed: Taken =
        message.kind === 'file'
          ? { ...said, kind: 'file', file: message.file, ...(text === '' ? {} : { caption: text }) }
          : { ...said, kind: 'text', text };
      return { kind: 'joins', message: typed };
    }
    return undefined;
  });
}
