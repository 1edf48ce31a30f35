import { createDiscordChannel } from '../../../src/bots/discord/bot.ts';
import type { FileKind, Receive } from '../../../src/core/conversation/channel.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { discordCommands, discordWords } from '../../../src/core/text/discord-words.ts';
import { capturedLog } from '../captured-log.ts';
import { type ChannelHarness, LIMITED_SECONDS, type Trouble } from '../channel-contract.ts';
import { type DiscordServer, startDiscordServer } from '../discord-server.ts';
import type { Json } from './api-refusal.ts';
import type { Message, User } from './world.ts';

const file = (content_type: string, more: Json = {}): Json => ({
  attachments: [
    { id: '1', filename: 'bon.bin', size: 9, content_type, url: 'https://cdn.example.org/invented', ...more },
  ],
});
const FILES: Partial<Record<FileKind, Json>> = {
  voice: { ...file('audio/ogg', { duration_secs: 3, waveform: 'AA==' }), flags: 1 << 13 },
  image: file('image/png'),
  document: file('application/pdf'),
};

/** A channel with short waits against a server of the tests. */
export function connect(server: DiscordServer, patienceMs?: number) {
  const log = capturedLog();
  const channel = createDiscordChannel({
    token: new Redacted(server.token),
    applicationId: server.applicationId,
    apiUrl: server.apiUrl,
    words: discordWords('https://balie.example.nl'),
    commands: discordCommands(),
    log,
    retryDelaysMs: [1],
    ...(patienceMs === undefined ? {} : { patienceMs }),
  });
  return { channel, log };
}

export async function discordHarness(receive: Receive): Promise<ChannelHarness> {
  const server = await startDiscordServer();
  const sanne = server.world.addUser('Sanne');
  const { channel } = connect(server);
  await channel.start(receive);
  await server.connected();
  let last: Message | undefined;
  return {
    channel,
    customer: sanne.channel,
    /** The app says that nothing is nothing and that more than 2,000 is too much. */
    async says(text) {
      if (text.trim() !== '' && text.length <= 2_000) last = server.writes(sanne, text);
    },
    async edits(text) {
      if (last !== undefined) server.edits(last, text);
    },
    async sendsFile(kind, caption = '') {
      server.writes(sanne, caption, FILES[kind]);
    },
    async taps(choiceId) {
      const message = server.sent(sanne).at(-1);
      if (message === undefined) throw new Error('no message to tap at');
      server.taps(sanne, message, choiceId);
    },
    deliversAgain: async () => server.gateway.repeats('MESSAGE_CREATE'),
    arrived: async () => server.arrived(sanne).map(({ text, choices }) => ({ text, choices })),
    failsNextSend: async (trouble) => causeTrouble(server, sanne, trouble),
    retryFallsDue: async () => undefined,
    async close() {
      await channel.stop();
      await server.close();
    },
  };
}

function causeTrouble(server: DiscordServer, customer: User, trouble: Trouble): void {
  const act: Record<Trouble, () => void> = {
    limited: () => server.troubles('message', { status: 429, retryAfter: LIMITED_SECONDS }),
    unavailable: () => server.troubles('message', { status: 502, html: true }),
    cut: () => server.troubles('message', 'cut before'),
    blocked: () => {
      customer.closed = true;
    },
    gone: () => server.world.gone.add(customer.channel),
  };
  act[trouble]();
}
