import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TelegramChannel } from '../../../src/bots/telegram/bot.ts';
import { serveWebhook } from '../../support/telegram/serve-webhook.ts';
import { type ManualServerClock, manualServerClock } from '../../support/telegram/server-clock.ts';
import { connect, WEBHOOK_SECRET } from '../../support/telegram/telegram-harness.ts';
import { startTelegramServer, type TelegramServer } from '../../support/telegram-server.ts';
import { useCore } from '../../support/use-core.ts';
import { type WatchedCore, watchedCore } from '../../support/watched-core.ts';

const SANNE = 5_550_001;
const UPDATE = {
  update_id: 731000001,
  message: {
    message_id: 7,
    date: 1_772_442_000,
    chat: { id: SANNE, type: 'private', first_name: 'Sanne' },
    from: { id: SANNE, is_bot: false, first_name: 'Sanne' },
    text: 'Hallo',
  },
};

const use = useCore();
let clock: ManualServerClock;
let server: TelegramServer;
let core: WatchedCore;
let channel: TelegramChannel;
let log: ReturnType<typeof connect>['log'];
let site: Awaited<ReturnType<typeof serveWebhook>>;

beforeEach(async () => {
  clock = manualServerClock();
  server = await startTelegramServer({ clock });
  core = watchedCore(use());
  await core.forget();
  ({ channel, log } = connect(server, WEBHOOK_SECRET));
  site = await serveWebhook(channel);
});
afterEach(async () => {
  await core.comesBack();
  await channel.stop();
  await site.close();
  await server.close();
});

describe('the secret', () => {
  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['another one', 'guess'],
    ['the beginning of it', WEBHOOK_SECRET.slice(0, -1)],
  ])('is asked first: %s gets 401 and reaches nobody, whatever the body', async (_what, secret) => {
    await channel.start(core.receive);
    expect((await site.post(UPDATE, secret)).status).toBe(401);
    expect((await site.post('{"broken', secret)).status).toBe(401);
    await channel.stop();
    expect(await core.attempted(0)).toEqual([]);
  });
});

describe('a delivery', () => {
  it.each([
    ['a broken one', '{"update_id":'],
    ['an empty one', ''],
    ['a list', []],
    ['one without a number', { message: UPDATE.message }],
  ])('that is no update gets 400 and does no harm: %s', async (_what, body) => {
    await channel.start(core.receive);
    expect((await site.post(body, WEBHOOK_SECRET)).status).toBe(400);
    expect(await core.attempted(0)).toEqual([]);
  });

  it('of a kind that nobody knows yet gets 200, or it would come again for a day', async () => {
    await channel.start(core.receive);
    expect((await site.post({ update_id: 1, something_new: {} }, WEBHOOK_SECRET)).status).toBe(200);
    expect((await site.post({ update_id: 2, message: { text: 1 } }, WEBHOOK_SECRET)).status).toBe(200);
  });

  it('gets 200 only after the core stored it', async () => {
    await channel.start(core.receive);
    const release = await core.holds();
    const answers: number[] = [];
    const posted = site.post(UPDATE, WEBHOOK_SECRET).then(({ status }) => answers.push(status));
    await core.attempted(1);
    // a later request that is answered meanwhile
    await site.post(UPDATE, 'guess');
    expect(answers).toEqual([]);
    await release();
    await posted;
    expect(answers).toEqual([200]);
    expect(core.stored()).toMatchObject([{ externalId: `m${SANNE}.7`, text: 'Hallo' }]);
  });

  it('gets 503 and the seconds to wait when the core refuses it', async () => {
    await core.goesAway();
    await channel.start(core.receive);
    const response = await site.post(UPDATE, WEBHOOK_SECRET);
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '5']);
    expect(await response.text()).toBe('');
    expect(log.lines().join()).toContain('update not stored');
  });

  it('gets 503 before the start and after the stop', async () => {
    expect((await site.post(UPDATE, WEBHOOK_SECRET)).status).toBe(503);
    await channel.start(core.receive);
    await channel.stop();
    expect((await site.post(UPDATE, WEBHOOK_SECRET)).status).toBe(503);
    expect(await core.attempted(0)).toEqual([]);
  });

  it('gets 404 when the bot polls', async () => {
    const { channel: polling } = connect(server);
    const response = await polling.handleWebhook(
      new Request('http://127.0.0.1/telegram', { method: 'POST' }),
    );
    expect(response.status).toBe(404);
  });

  it('of a tapped button is confirmed to the app', async () => {
    await channel.start(core.receive);
    await channel.setWebhook(site.publicUrl);
    server.addUser(SANNE);
    await channel.send(String(SANNE), { paragraphs: ['Kies.'], choices: [{ id: 'copy', label: 'Kopie' }] });
    server.userTaps(server.sentMessages(SANNE)[0]?.messageId ?? 0, 'copy');
    expect(await core.received(1)).toMatchObject([{ kind: 'choice', choice: 'copy' }]);
    await server.waitUntil('the answer', () => server.openCallbacks() === 0);
  });
});

describe('setting the webhook', () => {
  it('names the address, the secret and the updates that are wanted', async () => {
    await channel.start(core.receive);
    await channel.setWebhook(site.publicUrl);
    expect(server.calls('setWebhook')).toMatchObject([
      {
        args: {
          url: `${site.publicUrl}/telegram`,
          secret_token: WEBHOOK_SECRET,
          allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
        },
      },
    ]);
    server.userSends(SANNE, 'Hallo');
    expect(await core.received(1)).toMatchObject([{ text: 'Hallo' }]);
    expect(server.calls('getUpdates')).toEqual([]);
  });

  it('keeps a folder in the public address', async () => {
    await channel.setWebhook('https://example.com/balie/');
    expect(server.calls('setWebhook')).toMatchObject([
      { args: { url: 'https://example.com/balie/telegram' } },
    ]);
  });

  it('is refused in plain words when Telegram refuses it, without the secret', async () => {
    const { channel: wrong } = connect(server, 'not allowed!');
    await expect(wrong.setWebhook(site.publicUrl)).rejects.toThrow('Telegram refused the webhook (400)');
    await expect(wrong.setWebhook(site.publicUrl)).rejects.not.toThrow('not allowed!');
  });

  it('is not for a bot that polls', async () => {
    await expect(connect(server).channel.setWebhook(site.publicUrl)).rejects.toThrow(
      'TELEGRAM_WEBHOOK_SECRET',
    );
  });

  it('goes on in the background while Telegram is away, and the start does not wait for it', async () => {
    server.cutNext('getMe', 'before');
    server.failNext('setWebhook', { status: 502, html: true, times: 2 });
    await channel.start(core.receive);
    await channel.setWebhook(site.publicUrl);
    server.userSends(SANNE, 'Hallo');
    expect(await core.received(1)).toMatchObject([{ text: 'Hallo' }]);
    expect(server.calls('setWebhook')).toHaveLength(3);
  });

  it('in the background ends with the stop', async () => {
    server.failNext('setWebhook', { status: 429, retryAfter: 3_600 });
    await channel.setWebhook(site.publicUrl);
    await channel.stop();
    expect(server.calls('setWebhook')).toHaveLength(1);
  });
});
