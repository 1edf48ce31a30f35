import { askedUnchecked, changesRequest } from '../conversation/asked-unchecked.ts';
import type { MailOrigin } from '../conversation/channel.ts';
import type { ConversationDecision } from '../conversation/conversation-decision.ts';
import type { Turn } from './turn.ts';

/**
 * The decision as it may be carried out. An answer by mail whose origin was not checked changes no request by itself, for
 * From is easily forged and the token travels with every forwarded mail: it has to answer the mail that asks about it,
 * which went to the address of the conversation alone.
 */
export async function unlessUnchecked(
  turn: Turn,
  mail: MailOrigin | undefined,
  decision: ConversationDecision,
): Promise<ConversationDecision> {
  if (mail === undefined || mail.authenticated || mail.standing !== 'answer') return decision;
  if (!decision.outputs.some((output) => changesRequest(output, mail.sender))) return decision;
  return (await answersOurQuestion(turn, mail)) ? decision : askedUnchecked(turn.dialogue, decision);
}

/** Its number is 64 random bits. */
async function answersOurQuestion({ tx, conversation }: Turn, { thread }: MailOrigin): Promise<boolean> {
  for (const number of thread.slice(-MOST_NUMBERS)) {
    const sent = await tx.conversations.sentAs(number);
    const asks = sent.some(
      ({ conversationId, content }) =>
        conversationId === conversation.id &&
        content.from === 'desk' &&
        content.message.kind === 'mail_unchecked',
    );
    if (asks) return true;
  }
  return false;
}

const MOST_NUMBERS = 20;
