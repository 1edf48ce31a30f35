import { createTelegramChannel } from '../../../src/bots/telegram/bot.ts';
import type { FileKind, Receive } from '../../../src/core/conversation/channel.ts';
import { systemClock } from '../../../src/core/kernel/clock.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { telegramWords } from '../../../src/core/text/telegram-words.ts';
import { capturedLog } from '../captured-log.ts';
import { type ChannelHarness, LIMITED_SECONDS, type Trouble } from '../channel-contract.ts';
import { startTelegramServer, type TelegramServer } from '../telegram-server.ts';
import type { Json } from './api-answer.ts';
import { serveWebhook } from './serve-webhook.ts';
import { manualServerClock } from './server-clock.ts';

export const CUSTOMER = 5_550_001;
export const WEBHOOK_SECRET = 'a-secret-of-the-tests_42';

const FILES: Partial<Record<FileKind, Json>> = {
  voice: { voice: { file_id: 'AwAC-invented', file_unique_id: 'Ag1', duration: 3, mime_type: 'audio/ogg' } },
  image: {
    photo: [{ file_id: 'AgAC-invented', file_unique_id: 'Aq2', width: 90, height: 60, file_size: 900 }],
  },
  document: { document: { file_id: 'BQAC-invented', file_unique_id: 'Ag3', file_name: 'bon.pdf' } },
};

/** A channel with short waits against a server of the tests; the harness of both ways of delivery. */
export function connect(server: TelegramServer, webhookSecret?: string, patienceMs?: number) {
  const log = capturedLog();
  const channel = createTelegramChannel(
    {
      token: new Redacted(server.token),
      apiRoot: server.apiRoot,
      words: telegramWords(),
      log,
      retryDelaysMs: [1],
      ...(patienceMs === undefined ? {} : { patienceMs }),
      ...(webhookSecret === undefined ? {} : { webhookSecret: new Redacted(webhookSecret) }),
    },
    systemClock,
  );
  return { channel, log };
}

export async function pollingHarness(receive: Receive): Promise<ChannelHarness> {
  const server = await startTelegramServer();
  let channel = connect(server).channel;
  await channel.start(receive);
  return {
    ...acts(server),
    get channel() {
      return channel;
    },
    /** The process died after the core stored the message and before Telegram was told; a new one starts. */
    async deliversAgain() {
      await channel.stop();
      server.unconfirm();
      channel = connect(server).channel;
      await channel.start(receive);
    },
    retryFallsDue: async () => undefined,
    async close() {
      await channel.stop();
      await server.close();
    },
  };
}

export async function webhookHarness(receive: Receive): Promise<ChannelHarness> {
  const clock = manualServerClock();
  const server = await startTelegramServer({ clock });
  const { channel } = connect(server, WEBHOOK_SECRET);
  const site = await serveWebhook(channel);
  await channel.start(receive);
  await channel.setWebhook(site.publicUrl);
  return {
    ...acts(server),
    channel,
    deliversAgain: () => server.repeatDelivery(),
    async forges(text) {
      const update = {
        update_id: 1,
        message: { message_id: 1, date: 1, chat: { id: 1, type: 'private' }, text },
      };
      return (await site.post(update, 'a-guess')).status;
    },
    async retryFallsDue() {
      await server.waitUntil('a delivery that failed', () =>
        server.deliveries().some(({ status }) => status === 503),
      );
      clock.advanceToNext();
    },
    async close() {
      await channel.stop();
      await site.close();
      await server.close();
    },
  };
}

function acts(server: TelegramServer) {
  let lastSent = 0;
  return {
    customer: String(CUSTOMER),
    async says(text: string) {
      lastSent = server.userSends(CUSTOMER, text);
    },
    async edits(text: string) {
      server.userEdits(lastSent, text);
    },
    async sendsFile(file: FileKind, caption?: string) {
      server.userSends(CUSTOMER, { ...FILES[file], ...(caption === undefined ? {} : { caption }) });
    },
    async taps(choiceId: string) {
      const last = server.sentMessages(CUSTOMER).at(-1);
      if (last === undefined) throw new Error('no message to tap at');
      server.userTaps(last.messageId, choiceId);
    },
    arrived: async () =>
      server.sentMessages(CUSTOMER).map(({ text, keyboard }) => ({
        text,
        choices: keyboard.flat().map((button) => button.callbackData),
      })),
    failsNextSend: async (trouble: Trouble) => causeTrouble(server, trouble),
  };
}

function causeTrouble(server: TelegramServer, trouble: Trouble): void {
  const act: Record<Trouble, () => void> = {
    limited: () => server.failNext('sendMessage', { status: 429, retryAfter: LIMITED_SECONDS }),
    unavailable: () => server.failNext('sendMessage', { status: 502, html: true }),
    cut: () => server.cutNext('sendMessage', 'before'),
    blocked: () => server.userBlocks(CUSTOMER),
    gone: () => server.failNext('sendMessage', { status: 400, description: 'Bad Request: chat not found' }),
  };
  act[trouble]();
}
