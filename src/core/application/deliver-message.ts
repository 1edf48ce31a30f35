import type { OutboundContent } from '../conversation/channel.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { ChannelName } from '../kernel/rights.ts';
import type { SendOutcome } from '../kernel/send-outcome.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { giveUpMessage } from './give-up-message.ts';
import { noticeOf } from './notice-of.ts';
import { inOneContent, keepOffered, saidTogether } from './say-together.ts';
import { noticeHasLeft, noticeMayLeave } from './send-notice.ts';

export interface MessageSending {
  /** Renders in the customer's language (core/text). */
  readonly render: (message: OutboundMessage, language: ReplyLanguage, shop: ShopProfile) => OutboundContent;
  readonly send: (
    channel: ChannelName,
    conversationKey: string,
    content: OutboundContent,
    messageId: string,
  ) => Promise<SendOutcome>;
  /** Whether one delivery of this channel carries all that waits. */
  readonly gathers?: (channel: ChannelName) => boolean;
  /** The name under which a delivery of this message will be known, where the channel tells it beforehand. */
  readonly nameOf?: (channel: ChannelName, conversationKey: string, messageId: string) => string | undefined;
}

/** What a worker does next with a job. */
export type JobOutcome =
  | { readonly status: 'done' }
  | { readonly status: 'again'; readonly reason: string; readonly afterMs?: number };

const BY_PERSON: readonly OutboundMessage['kind'][] = ['staff_text', 'staff_question', 'letter'];

/** Whether a member of staff wrote or approved it: no automatic answer (RFC 3834 section 2). */
export function isByPerson({ kind }: OutboundMessage): boolean {
  return BY_PERSON.includes(kind);
}

const DONE: JobOutcome = { status: 'done' };

/** Sends one queued message. A failure that can pass is tried again; the others end with a task for staff (row 99). */
export async function deliverMessage(
  settings: CoreSettings,
  sending: MessageSending,
  messageId: string,
): Promise<JobOutcome> {
  const { store } = settings;
  const waiting = await store.transaction(async (tx) => {
    const message = await tx.conversations.message(messageId);
    if (message === undefined || message.status !== 'queued' || message.content.from !== 'desk')
      return undefined;
    const notice = await noticeOf(tx, message.content.message, message.requestId);
    const now = settings.clock.now();
    if (notice !== undefined && !(await noticeMayLeave(tx, notice.request, notice.letterId, now))) {
      await tx.conversations.markMessage(messageId, 'failed', { failure: 'stopped' });
      return undefined;
    }
    const conversation = await tx.conversations.byId(message.conversationId);
    if (conversation === undefined) return undefined;
    const shop = await profileIn(tx);
    const said = message.content.message;
    const gathers = sending.gathers?.(conversation.channel) === true && said.kind !== 'unreadable';
    const { key } = conversation;
    const name = key === null ? undefined : sending.nameOf?.(conversation.channel, key, messageId);
    const together = gathers
      ? await saidTogether(tx, message, said, name)
      : [{ id: messageId, message: said }];
    const rendered = together.map((one) => sending.render(one.message, conversation.language, shop));
    const content = {
      ...inOneContent(rendered),
      language: conversation.language,
      ...(together.some((one) => isByPerson(one.message)) ? { byPerson: true as const } : {}),
      ...(conversation.dialogue.thread === undefined ? {} : { thread: conversation.dialogue.thread }),
    };
    if (gathers) await keepOffered(tx, conversation, content);
    return { conversation, message: said, together, requestId: message.requestId, content };
  });
  if (waiting === undefined) return DONE;
  const { conversation, message, together, content } = waiting;
  if (conversation.key === null || message.kind === 'unreadable') {
    await giveUpMessage(settings, messageId, 'unreadable');
    return DONE;
  }
  const outcome = await sending.send(conversation.channel, conversation.key, content, messageId);
  if (outcome.status === 'sent') {
    await store.transaction(async (tx) => {
      const notice = await noticeOf(tx, message, waiting.requestId);
      for (const { id } of together)
        await tx.conversations.markMessage(id, 'sent', { externalId: outcome.externalId });
      if (notice !== undefined)
        await noticeHasLeft(tx, notice.request, notice.letterId, settings.clock.now());
    });
    return DONE;
  }
  const { movedTo } = outcome;
  if (movedTo !== undefined) {
    await store.transaction((tx) => tx.conversations.save(conversation.id, { movedTo }));
    return { status: 'again', reason: 'moved', afterMs: 0 };
  }
  if (outcome.retryable)
    return {
      status: 'again',
      reason: outcome.reason,
      ...(outcome.retryAfterMs === undefined ? {} : { afterMs: outcome.retryAfterMs }),
    };
  const ids = together.map(({ id }) => id);
  await giveUpMessage(settings, messageId, outcome.reason, ids);
  return DONE;
}
