import { randomUUID } from 'node:crypto';
import type { OutboundMessage } from '../../src/core/conversation/messages.ts';
import type { ChannelName } from '../../src/core/kernel/rights.ts';
import type { CoreUnderTest } from './use-core.ts';

export type CoreVisitor = ReturnType<typeof coreVisitor>;

/** A customer at the core itself, without a channel in between; answers with what the desk said in return. */
export function coreVisitor(use: () => CoreUnderTest, channel: ChannelName = 'web') {
  const key = randomUUID();

  async function heard(): Promise<readonly OutboundMessage[]> {
    const entries = await use().core.transcripts.read(channel, key, 0);
    return entries.flatMap((entry) => (entry.from === 'desk' ? [entry.message] : []));
  }

  async function receive(
    content:
      | { readonly kind: 'text'; readonly text: string }
      | { readonly kind: 'choice'; readonly choice: string },
  ): Promise<readonly OutboundMessage[]> {
    const { core, clock } = use();
    const before = (await heard()).length;
    const message = { channel, conversationKey: key, externalId: randomUUID(), receivedAt: clock.now() };
    await core.receive({ ...message, ...content });
    return (await heard()).slice(before);
  }

  const says = (text: string) => receive({ kind: 'text', text });

  /** The code that was mailed last to this address, or the one at this place in their order. */
  async function lastCode(address: string, place = -1): Promise<string> {
    const { settings, jobs } = use();
    const ids = (await jobs('send-mail')).map(({ data }) => data.mailId ?? '');
    const mails = await settings.store.transaction(async (tx) => {
      const found = [];
      for (const id of ids) found.push(await tx.mails.byId(id));
      return found;
    });
    const codes = mails.flatMap((mail) =>
      mail?.content?.kind === 'code' && mail.content.to === address ? [mail.content.code] : [],
    );
    const code = codes.at(place);
    if (code === undefined) throw new Error('no code was mailed');
    return code;
  }

  return {
    key,
    channel,
    heard,
    says,
    taps: (choice: string) => receive({ kind: 'choice', choice }),
    lastCode,
    /** The newest request of this conversation. */
    async request() {
      return use().settings.store.transaction(async (tx) => {
        const conversation = await tx.conversations.byKey(channel, key);
        const [newest] = conversation === undefined ? [] : await tx.requests.ofConversation(conversation.id);
        if (newest === undefined) throw new Error('no request was opened');
        return newest;
      });
    },
  };
}
