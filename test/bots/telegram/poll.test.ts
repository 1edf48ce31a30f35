import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TelegramChannel } from '../../../src/bots/telegram/bot.ts';
import type { InboundMessage } from '../../../src/core/conversation/channel.ts';
import { ask } from '../../support/telegram/ask.ts';
import { type ManualServerClock, manualServerClock } from '../../support/telegram/server-clock.ts';
import { connect } from '../../support/telegram/telegram-harness.ts';
import { startTelegramServer, type TelegramServer } from '../../support/telegram-server.ts';
import { useCore } from '../../support/use-core.ts';
import { type WatchedCore, watchedCore } from '../../support/watched-core.ts';

const SANNE = 5_550_001;
const DAAN = 5_550_002;
const NOOR = 5_550_003;

const use = useCore();
let clock: ManualServerClock;
let server: TelegramServer;
let core: WatchedCore;
let channel: TelegramChannel;
let log: ReturnType<typeof connect>['log'];

beforeEach(async () => {
  clock = manualServerClock();
  server = await startTelegramServer({ clock });
  core = watchedCore(use());
  await core.forget();
  ({ channel, log } = connect(server));
});
afterEach(async () => {
  await core.comesBack();
  await channel.stop();
  await server.close();
});

const texts = (messages: readonly InboundMessage[]) =>
  messages.map((message) => (message.kind === 'text' ? message.text : message.kind));
const idle = () =>
  server.waitUntil('a held poll with nothing left', () => server.isPolled() && server.pendingUpdates() === 0);
const logged = (words: string) => log.lines().some((line) => line.includes(words));

describe('an update', () => {
  it('is confirmed to Telegram only after the core stored it', async () => {
    const release = await core.holds();
    await channel.start(core.receive);
    server.userSends(SANNE, 'Hallo');
    await core.attempted(1);
    const polls = server.calls('getUpdates').length;
    await ask(server, 'getMe');
    expect(server.calls('getUpdates')).toHaveLength(polls);
    expect(server.pendingUpdates()).toBe(1);
    await release();
    await idle();
    expect(server.calls('getUpdates').length).toBeGreaterThan(polls);
  });

  it('that the core refuses is asked for again until it is stored, and only then the next one', async () => {
    await core.goesAway();
    await channel.start(core.receive);
    server.userSends(SANNE, 'een');
    server.userSends(SANNE, 'twee');
    await core.attempted(3);
    expect(server.pendingUpdates()).toBe(2);
    await core.comesBack();
    await idle();
    expect(texts(core.stored())).toEqual(['een', 'twee']);
    expect(logged('update not stored')).toBe(true);
  });

  it('that fails holds up its own conversation, not the others, and nothing is handed over twice', async () => {
    const repair = await core.damages(String(SANNE));
    server.userSends(SANNE, 'een');
    server.userSends(DAAN, 'anders');
    server.userSends(SANNE, 'twee');
    await channel.start(core.receive);
    await core.receivedWhere((message) => texts([message])[0] === 'anders');
    await repair();
    await idle();
    expect(texts(core.stored())).toEqual(['anders', 'een', 'twee']);
  });

  it('that fails once is not overtaken by the next one of its conversation', async () => {
    const repair = await core.damages(String(SANNE));
    server.userSends(SANNE, 'een');
    server.userSends(SANNE, 'twee');
    await channel.start(core.receive);
    await core.rejectedOnce();
    await repair();
    await idle();
    expect(texts(core.stored())).toEqual(['een', 'twee']);
  });

  it('of a third conversation is not tried when two have failed: the database is away', async () => {
    await core.goesAway();
    for (const chat of [SANNE, DAAN, NOOR]) server.userSends(chat, String(chat));
    await channel.start(core.receive);
    const attempts = await core.attempted(2);
    expect(attempts.slice(0, 2).map((message) => message.conversationKey)).toEqual([
      String(SANNE),
      String(DAAN),
    ]);
    await server.waitUntil('the next poll', () => server.calls('getUpdates').length > 1);
    expect(attempts.map((message) => message.conversationKey)).not.toContain(String(NOOR));
  });

  it('that holds a file is taken without asking for the file', async () => {
    await channel.start(core.receive);
    server.userSends(SANNE, {
      photo: [{ file_id: 'AgAC-invented', file_unique_id: 'A1' }],
      caption: 'Mijn pas',
    });
    expect(await core.received(1)).toMatchObject([{ kind: 'file', file: 'image', caption: 'Mijn pas' }]);
    await idle();
    expect(server.calls('getFile')).toEqual([]);
  });

  it('from a group reaches nobody as a question', async () => {
    server.groupWith(-777);
    server.userSends(-777, 'Wat bewaren jullie van mij?', { from: SANNE });
    await channel.start(core.receive);
    await idle();
    expect(core.stored()).toEqual([]);
  });
});

describe('a tapped button', () => {
  async function tap(): Promise<void> {
    await channel.send(String(SANNE), { paragraphs: ['Kies.'], choices: [{ id: 'copy', label: 'Kopie' }] });
    server.userTaps(server.sentMessages(SANNE)[0]?.messageId ?? 0, 'copy');
  }

  it('is answered once the choice is stored', async () => {
    server.addUser(SANNE);
    const release = await core.holds();
    await channel.start(core.receive);
    await tap();
    await core.attempted(1);
    expect(server.openCallbacks()).toBe(1);
    await release();
    await server.waitUntil('the answer', () => server.openCallbacks() === 0);
    expect(core.stored()).toMatchObject([{ kind: 'choice', choice: 'copy' }]);
  });

  it('that is too old to be answered is stored all the same', async () => {
    server.addUser(SANNE);
    await tap();
    server.callbacksExpire();
    await channel.start(core.receive);
    expect(await core.received(1)).toMatchObject([{ kind: 'choice' }]);
    await server.waitUntil('the answer', () => server.calls('answerCallbackQuery').length === 1);
    await idle();
  });
});

describe('trouble with Telegram', () => {
  it('a second program that polls is told in the log, and taking in goes on', async () => {
    await channel.start(core.receive);
    await idle();
    const other = ask(server, 'getUpdates', { timeout: 30 });
    await server.waitUntil('a poll after the conflict', () => server.calls('getUpdates').length >= 3);
    // Telegram answers one conflict in three seconds
    clock.advance(3_000);
    expect((await other).status).toBe(409);
    server.userSends(SANNE, 'Hallo');
    expect(texts(await core.received(1))).toEqual(['Hallo']);
    expect(logged('another program or a webhook')).toBe(true);
  });

  it('a webhook that stands in the way is removed, without dropping what waits', async () => {
    await channel.start(core.receive);
    await idle();
    await ask(server, 'setWebhook', { url: 'http://127.0.0.1:9/elsewhere' });
    server.userSends(SANNE, 'Hallo');
    expect(texts(await core.received(1))).toEqual(['Hallo']);
    expect(server.calls('deleteWebhook').map((call) => call.args)).not.toContainEqual({
      drop_pending_updates: true,
    });
  });

  it('429, 5xx, a page of a proxy and a broken connection are waited out', async () => {
    server.cutNext('getMe', 'before');
    server.failNext('deleteWebhook', { status: 500 });
    server.failNext('getUpdates', { status: 429, retryAfter: 0 });
    server.failNext('getUpdates', { status: 502, html: true });
    server.cutNext('getUpdates', 'before');
    server.userSends(SANNE, 'Hallo');
    await channel.start(core.receive);
    expect(texts(await core.received(1))).toEqual(['Hallo']);
    expect(log.lines().filter((line) => line.includes('no updates from Telegram'))).toHaveLength(4);
  });

  it('a token that Telegram does not know stops the start, by the name of its variable and without the token', async () => {
    server.revokeToken();
    const start = channel.start(core.receive);
    await expect(start).rejects.toThrow('TELEGRAM_BOT_TOKEN');
    await expect(start).rejects.not.toThrow(server.token);
  });
});

describe('stopping', () => {
  it('confirms what was handled and leaves the rest to the next start', async () => {
    const release = await core.holds();
    server.userSends(SANNE, 'een');
    server.userSends(SANNE, 'twee');
    await channel.start(core.receive);
    await core.attempted(1);
    const stopped = channel.stop();
    await release();
    await stopped;
    expect(texts(core.stored())).toEqual(['een']);
    expect(server.pendingUpdates()).toBe(1);
    ({ channel, log } = connect(server));
    await channel.start(core.receive);
    expect(texts(await core.received(2))).toEqual(['een', 'twee']);
  });

  it('ends a held poll at once, also when Telegram is away', async () => {
    await channel.start(core.receive);
    await idle();
    server.userSends(SANNE, 'een');
    await core.received(1);
    server.cutNext('getUpdates', 'before', 9);
    await channel.stop();
    expect(texts(core.stored())).toEqual(['een']);
  });
});

it('the log holds neither words, nor names, nor the token', async () => {
  await core.goesAway();
  server.userSends(SANNE, 'geheime woorden');
  await channel.start(core.receive);
  await core.rejectedOnce();
  server.failNext('sendMessage', { status: 400, description: 'Bad Request: geheime woorden' });
  server.cutNext('sendMessage', 'before');
  for (let tries = 0; tries < 2; tries += 1)
    await channel.send(String(SANNE), { paragraphs: ['geheime woorden'], choices: [] });
  expect(log.lines().length).toBeGreaterThanOrEqual(3);
  expect(log.lines().join('\n')).not.toMatch(new RegExp(`geheime|Sanne|${SANNE}|${server.token}`));
});
