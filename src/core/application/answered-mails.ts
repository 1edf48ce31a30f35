import type { InboundMessage } from '../conversation/channel.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationRow } from './rows.ts';

/** Mails of ours that a person answers outside a conversation by mail, the newest first; of a program none. */
export function answeredMailsOf(
  { mail }: InboundMessage,
  { labels }: Pick<Understanding, 'labels'>,
): readonly string[] {
  if (mail === undefined || mail.standing !== 'new' || mail.quiet || labels.includes('auto_reply')) return [];
  return mail.answeredMails?.toReversed() ?? [];
}

/** Where and when it counts as typed, when a mail goes on in this conversation; undefined where nobody is any more. */
export function typedIn(
  conversation: ConversationRow | undefined,
  { externalId, receivedAt }: Pick<InboundMessage, 'externalId' | 'receivedAt'>,
) {
  const key = conversation?.key ?? undefined;
  if (conversation === undefined || key === undefined) return undefined;
  const { channel } = conversation;
  return { channel, conversationKey: key, externalId: `mail ${externalId}`, receivedAt };
}
