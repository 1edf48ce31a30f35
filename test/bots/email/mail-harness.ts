import { randomUUID } from 'node:crypto';
import { createEmailChannel } from '../../../src/bots/email/bot.ts';
import { openImapMailbox } from '../../../src/bots/email/imap-mailbox.ts';
import { addressWithTag, ownAddressOf } from '../../../src/bots/email/thread-tokens.ts';
import { readKey } from '../../../src/bots/email/translate.ts';
import type { Channel, Receive } from '../../../src/core/conversation/channel.ts';
import { systemClock } from '../../../src/core/kernel/clock.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { mailChannelWords } from '../../../src/core/text/mail-channel-words.ts';
import { createMailer } from '../../../src/platform/mailer.ts';
import type { ChannelHarness } from '../../support/channel-contract.ts';
import { newImapServer } from '../../support/imap-server.ts';
import { newMailServer } from '../../support/mail-server.ts';
import type { CoreUnderTest } from '../../support/use-core.ts';
import { mailCustomer, rawMail, type SentMail } from './mail-customer.ts';

export const FROM = 'Privacybalie <privacy@example.nl>';

/** The real listener and mailer, a mail server that catches what leaves, and one customer whose server tries again. */
export const mailHarness = (receive: Receive, open: CoreUnderTest) => harnessOf(receive, open);

/** The same with a mailbox that is followed: what was not taken lies there and is read again. */
export async function mailboxHarness(receive: Receive, open: CoreUnderTest): Promise<ChannelHarness> {
  const server = newImapServer();
  await server.start();
  return harnessOf(receive, open, server);
}

async function harnessOf(
  receive: Receive,
  open: CoreUnderTest,
  box?: ReturnType<typeof newImapServer>,
): Promise<ChannelHarness> {
  const peer = await newMailServer();
  await peer.start();
  const failed = Promise.withResolvers<void>();
  const mailer = createMailer({ smtpUrl: new Redacted(peer.url), from: FROM, requireTls: false });
  const channel = createEmailChannel(
    {
      from: FROM,
      ...(box === undefined ? { listen: { host: '127.0.0.1', port: 0 } } : { mailbox: mailboxOf(box) }),
      tls: undefined,
      allowFrom: [],
      authenticated: async () => false,
      mailer,
      words: mailChannelWords({ demo: false }),
      log: { warn: () => failed.resolve() },
    },
    systemClock,
  );
  let key = '';
  const taken: (() => void)[] = [];
  await channel.start(async (message) => {
    const receipt = await receive(message);
    key ||= message.conversationKey;
    taken.shift()?.();
    return receipt;
  }, open.core.mailboxes);
  const customer = box === undefined ? mailCustomer(channel.port ?? 0) : mailboxCustomer(box, taken);
  const waiting: (() => SentMail)[] = [];
  let last: SentMail = {};
  let sending: Promise<unknown> = Promise.resolve();
  const labels = new Map<string, string>();
  let count = 0;

  /** The first mail begins the conversation; the others answer in it. */
  function written(text: string, more: SentMail = {}): SentMail {
    const token = readKey(key)?.token;
    const to = token === undefined ? {} : { to: addressWithTag(ownAddressOf(FROM), token) };
    return { ...more, ...to, text };
  }

  async function trySend(make: () => SentMail): Promise<void> {
    // A mail server keeps the order of what it has for one receiver.
    if (waiting.length > 0) {
      waiting.push(make);
      return;
    }
    last = make();
    try {
      await customer.sends(last);
    } catch {
      waiting.push(make);
    }
  }

  function send(text: string, more: SentMail = {}): void {
    count += 1;
    const messageId = `<${count}.harness@example.com>`;
    const make = () => written(text, { ...more, messageId });
    sending = sending.then(() => trySend(make));
  }

  return {
    channel: {
      ...channel,
      async send(conversationKey, content) {
        for (const { id, label } of content.choices) labels.set(label, id);
        // The first mail may still be on its way: it begins the conversation.
        await sending;
        return channel.send(conversationKey === '' ? key : conversationKey, content);
      },
    } satisfies Channel,
    get customer() {
      return key;
    },
    async says(text) {
      send(text);
    },
    async sendsFile(file, caption = '') {
      const contentType = { voice: 'audio/ogg', image: 'image/png' }[String(file)] ?? 'application/pdf';
      send(caption, { attachments: [{ filename: 'bijlage', contentType, content: 'inhoud' }] });
    },
    async deliversAgain() {
      sending = sending.then(() => customer.sends(last));
    },
    async arrived() {
      return peer.mailsTo(customer.address).map(({ text }) => shown(text, labels));
    },
    async failsNextSend(trouble) {
      if (trouble === 'cut') return peer.cut(customer.address);
      const answers = { limited: 450, unavailable: 421, blocked: '550 5.7.1', gone: '550 5.1.1' } as const;
      peer.refuse(customer.address, answers[trouble]);
    },
    turnedAway: () => (box === undefined ? sending.then(() => undefined) : failed.promise),
    async retryFallsDue() {
      // The follower of a mailbox tries again by itself.
      if (box !== undefined) return;
      await sending;
      for (const make of waiting.splice(0)) await trySend(make);
    },
    async close() {
      if (box === undefined) await sending;
      customer.close();
      await channel.stop();
      mailer.close();
      await Promise.all([peer.stop(), box?.stop()]);
    },
  };
}

function mailboxOf(box: ReturnType<typeof newImapServer>) {
  const address = { url: new Redacted(box.url), readOnly: false };
  return {
    name: randomUUID(),
    shared: false,
    plusAddresses: true,
    open: () => openImapMailbox(address),
  };
}

/** Whose mail server puts mail into the mailbox; resolves when the desk took it. */
function mailboxCustomer(
  box: ReturnType<typeof newImapServer>,
  taken: (() => void)[],
): ReturnType<typeof mailCustomer> {
  return {
    address: 'sanne@example.com',
    async sends(mail) {
      const { promise, resolve } = Promise.withResolvers<void>();
      taken.push(resolve);
      box.arrives(await rawMail(mail), new Date());
      await promise;
      return mail.messageId ?? '';
    },
    close: () => {
      for (const done of taken.splice(0)) done();
    },
  };
}

/** What a mail says between its first line and the words that stand under every mail. */
function shown(text: string, labels: ReadonlyMap<string, string>) {
  const { choose, answer } = mailChannelWords({ demo: false }).nl;
  const [said = '', list = ''] = (text.replaceAll('\r\n', '\n').split(answer)[0] ?? '')
    .trim()
    .split(`${choose}\n`);
  const choices = list.split('\n').flatMap((line) => labels.get(line.replace(/^\d+\. /, '')) ?? []);
  return { text: said.trim(), choices };
}
