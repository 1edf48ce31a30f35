import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Receive, ReceiveReceipt } from '../../../src/core/conversation/channel.ts';
import { CUSTOMER, connect } from '../../support/telegram/telegram-harness.ts';
import { startTelegramServer, type TelegramServer } from '../../support/telegram-server.ts';
import { useCore } from '../../support/use-core.ts';

const GROUP = -5_550_777;
const NOOR = 5_550_002;

let server: TelegramServer;
let channel: ReturnType<typeof connect>['channel'];
let log: ReturnType<typeof connect>['log'];

const use = useCore();

beforeEach(async () => {
  server = await startTelegramServer();
});
afterEach(async () => {
  await channel.stop();
  await server.close();
});

async function startWith(receive: Receive, patienceMs?: number): Promise<void> {
  ({ channel, log } = connect(server, undefined, patienceMs));
  await channel.start(receive);
}

const storesAll: Receive = async () => ({ status: 'stored' });
const settled = () =>
  server.waitUntil('all is handled', () => server.isPolled() && server.pendingUpdates() === 0);
const calls = (method: string) => server.calls(method).map(({ args }) => args);

describe('the menu', () => {
  it('has the commands in English, and in Dutch for who has Telegram in Dutch, in private chats only', async () => {
    await startWith(storesAll);
    await server.waitUntil('the menu', () => calls('setChatMenuButton').length === 1);
    const [english, dutch] = calls('setMyCommands').map((args) => ({
      language: args.language_code,
      scope: args.scope,
      names: Array.isArray(args.commands) ? args.commands.map(({ command }) => command) : [],
    }));
    const scope = { type: 'all_private_chats' };
    expect(english).toEqual({ language: undefined, scope, names: ['privacy', 'status', 'person', 'help'] });
    expect(dutch).toEqual({ language: 'nl', scope, names: ['privacy', 'status', 'mens', 'help'] });
  });

  it('that cannot be made at the start keeps nothing back, and is made with the next message', async () => {
    server.failNext('setMyCommands', { status: 500 });
    await startWith(storesAll);
    server.userSends(CUSTOMER, 'Hallo');
    await settled();
    await channel.stop();
    expect(log.lines().join()).toContain('commands not registered');
    expect(calls('setChatMenuButton')).toHaveLength(1);
    expect(server.customerTexts(CUSTOMER)).toEqual(['Hallo']);
  });
});

describe('in a group', () => {
  beforeEach(() => server.groupWith(GROUP));
  const says = (text: string) => server.userSends(GROUP, text, { from: NOOR });
  const hints = () => server.sentMessages(GROUP).map(({ text }) => text);

  it.each(['/privacy', '/STATUS@privacybalie_bot please', '/start'])(
    '"%s" gets the way to a private chat, once, and reaches the desk not at all',
    async (command) => {
      const kinds: string[] = [];
      await startWith(async ({ kind, externalId }) => {
        if (externalId.startsWith('m')) kinds.push(kind);
        return { status: 'ignored' };
      });
      says(command);
      says(command);
      await server.waitUntil('a hint', () => hints().length === 1);
      says(command);
      await settled();
      await channel.stop();
      expect(hints()).toEqual([
        'Over uw gegevens schrijven wij alleen in een privégesprek: https://t.me/privacybalie_bot',
      ]);
      expect(kinds).toEqual(['ignored', 'ignored', 'ignored']);
    },
  );

  it.each(['/privacy@another_bot', '/privacyverklaring', 'wat is /privacy?', 'Hallo', '/play'])(
    '"%s" gets nothing',
    async (text) => {
      await startWith(async () => ({ status: 'ignored' }));
      says(text);
      await settled();
      await channel.stop();
      expect(hints()).toEqual([]);
    },
  );
});

describe('long work', () => {
  it('shows that something is being typed, short work does not', async () => {
    const stored = Promise.withResolvers<ReceiveReceipt>();
    await startWith(() => stored.promise, 1);
    server.userSends(CUSTOMER, 'Wat bewaren jullie van mij?');
    await server.waitUntil('typing', () => calls('sendChatAction').length === 1);
    stored.resolve({ status: 'stored' });
    await channel.stop();
    expect(calls('sendChatAction')).toEqual([{ chat_id: CUSTOMER, action: 'typing' }]);
    await startWith(storesAll);
    server.userSends(CUSTOMER, 'Hallo');
    await settled();
    await channel.stop();
    expect(calls('sendChatAction')).toHaveLength(1);
  });
});

describe('what should not stay in the chat', () => {
  it('a message with a BSN is taken off it, also when it was changed into one; others stay', async () => {
    await startWith(use().core.receive);
    server.userSends(CUSTOMER, 'Mijn BSN is 123456789');
    const changed = server.userSends(CUSTOMER, 'Hallo');
    server.userSends(CUSTOMER, 'Wat bewaren jullie van mij?');
    server.userEdits(changed, 'Mijn bsn: 123456780');
    await server.waitUntil('both are gone', () => server.customerTexts(CUSTOMER).length === 1);
    expect(server.customerTexts(CUSTOMER)).toEqual(['Wat bewaren jullie van mij?']);
  });

  it('one that is too old to be taken off stays, and nothing else is the worse for it', async () => {
    server.failNext('deleteMessage', { status: 400, description: "Bad Request: message can't be deleted" });
    await startWith(use().core.receive);
    server.userSends(NOOR, 'Mijn BSN is 123456789');
    server.userSends(NOOR, 'Hallo');
    await settled();
    await channel.stop();
    expect(calls('deleteMessage')).toHaveLength(1);
    expect(server.customerTexts(NOOR)).toEqual(['Mijn BSN is 123456789', 'Hallo']);
  });
});
