import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegramServer, type TelegramServer } from '../telegram-server.ts';
import { ask, refusal } from './ask.ts';
import { type ManualServerClock, manualServerClock } from './server-clock.ts';

const SANNE = 5_550_001;
const DAAN = 5_550_002;

interface Answer {
  readonly status: number | 'hang up';
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

let clock: ManualServerClock;
let server: TelegramServer;
let site: Server;
let url: string;
let answerTo: (text: string) => Answer;
let delivered: { readonly text: string; readonly secret: string | undefined }[];

beforeEach(async () => {
  clock = manualServerClock();
  server = await startTelegramServer({ clock });
  delivered = [];
  answerTo = () => ({ status: 200 });
  site = createServer(async (request, response) => {
    let raw = '';
    for await (const chunk of request) raw += chunk;
    const text = /"text":"([^"]*)"/.exec(raw)?.[1] ?? '';
    delivered.push({ text, secret: request.headers['x-telegram-bot-api-secret-token']?.toString() });
    const { status, headers = {}, body } = answerTo(text);
    if (status === 'hang up') return void request.socket.destroy();
    response.writeHead(status, { ...headers, 'Content-Type': 'application/json' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/telegram`;
});
afterEach(async () => {
  await server.close();
  site.closeAllConnections();
  site.close();
});

const deliveries = (count: number) =>
  server.waitUntil(`${count} deliveries`, () => server.deliveries().length >= count);
const texts = () => delivered.map(({ text }) => text);

describe('setWebhook', () => {
  it.each([
    ['a'.repeat(257), 'Bad Request: secret token is too long'],
    ['a b', 'Bad Request: secret token contains unallowed characters'],
  ])('refuses a secret that is too long or has other characters', async (secret_token, description) => {
    expect(await ask(server, 'setWebhook', { url, secret_token })).toMatchObject(refusal(400, description));
  });

  it('once a second at most', async () => {
    expect(await ask(server, 'setWebhook', { url })).toMatchObject({
      body: { description: 'Webhook was set' },
    });
    expect(await ask(server, 'setWebhook', { url })).toMatchObject({ status: 429, retryAfter: '1' });
    clock.advance(1_000);
    expect(await ask(server, 'setWebhook', { url })).toMatchObject({ status: 200 });
  });

  it('wants https on a few ports when it is the public server', async () => {
    const publicServer = await startTelegramServer({ clock, local: false });
    const set = (address: string) => ask(publicServer, 'setWebhook', { url: address });
    expect(await set('http://example.com/telegram')).toMatchObject(
      refusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook'),
    );
    expect(await set('https://example.com:8080/telegram')).toMatchObject(
      refusal(400, 'Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443'),
    );
    await publicServer.close();
  });

  it('ends a held poll', async () => {
    const held = ask(server, 'getUpdates', { timeout: 30 });
    await server.waitUntil('a held poll', () => server.isPolled());
    await ask(server, 'setWebhook', { url });
    expect(await held).toMatchObject(refusal(409, 'Conflict: terminated by setWebhook request'));
  });

  it('keeps to 100 connections and drops what waits when asked', async () => {
    server.userSends(SANNE, 'oud');
    const args = { url, drop_pending_updates: true, max_connections: 500 };
    expect(await ask(server, 'setWebhook', args)).toMatchObject({ status: 200 });
    expect((await ask(server, 'getWebhookInfo')).body.result).toMatchObject({
      url,
      max_connections: 100,
      pending_update_count: 0,
    });
  });
});

describe('delivery', () => {
  it('bears the secret, and a 2xx ends it', async () => {
    await ask(server, 'setWebhook', { url, secret_token: 'geheim_1' });
    server.userSends(SANNE, 'a');
    await deliveries(1);
    expect(delivered).toEqual([{ text: 'a', secret: 'geheim_1' }]);
    expect(server.pendingUpdates()).toBe(0);
  });

  it('comes again at once, then after 2, 4, 8 … seconds, in the end 60 to 120', async () => {
    answerTo = () => ({ status: 500 });
    await ask(server, 'setWebhook', { url });
    const start = clock.now();
    server.userSends(SANNE, 'a');
    for (let tries = 2; tries <= 9; tries += 1) {
      await deliveries(tries);
      clock.advanceToNext();
    }
    await deliveries(10);
    const times = server.deliveries().map(({ at }) => (at - start) / 1_000);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps.slice(0, 6)).toEqual([0, 2, 4, 8, 16, 32]);
    expect(gaps.slice(6).every((gap) => gap >= 60 && gap <= 120)).toBe(true);
  });

  it('waits as long as Retry-After says, an hour at most', async () => {
    const waits = ['7', '99999'];
    answerTo = () => ({ status: 503, headers: { 'Retry-After': waits.shift() ?? '1' } });
    await ask(server, 'setWebhook', { url });
    const start = clock.now();
    server.userSends(SANNE, 'a');
    for (let tries = 1; tries <= 2; tries += 1) {
      await deliveries(tries);
      clock.advanceToNext();
    }
    await deliveries(3);
    expect(server.deliveries().map(({ at }) => (at - start) / 1_000)).toEqual([0, 7, 3_607]);
  });

  it('keeps the order within a chat: a failing update holds up its own chat, not another', async () => {
    answerTo = (text) => ({ status: text === 'een' && delivered.length < 3 ? 500 : 200 });
    await ask(server, 'setWebhook', { url });
    server.userSends(SANNE, 'een');
    await deliveries(2);
    server.userSends(SANNE, 'twee');
    server.userSends(DAAN, 'anders');
    await deliveries(3);
    expect(texts()).toEqual(['een', 'een', 'anders']);
    clock.advanceToNext();
    await deliveries(5);
    expect(texts().slice(3)).toEqual(['een', 'twee']);
  });

  it('comes again when the connection breaks, and when a test says that the answer got lost', async () => {
    answerTo = () => ({ status: delivered.length === 1 ? 'hang up' : 200 });
    await ask(server, 'setWebhook', { url });
    server.userSends(SANNE, 'a');
    await deliveries(2);
    await server.repeatDelivery();
    expect(texts()).toEqual(['a', 'a', 'a']);
    expect(server.deliveries().map(({ status }) => status)).toEqual(['lost', 200, 200]);
  });

  it('carries out a method that the answer names, except those that set or read', async () => {
    const answers = [
      { method: 'sendMessage', chat_id: SANNE, text: 'antwoord' },
      { method: 'deleteWebhook' },
    ];
    answerTo = () => ({ status: 200, body: answers.shift() });
    await ask(server, 'setWebhook', { url });
    server.userSends(SANNE, 'a');
    server.userSends(SANNE, 'b');
    await deliveries(2);
    expect(server.sentMessages(SANNE).map(({ text }) => text)).toEqual(['antwoord']);
    expect((await ask(server, 'getWebhookInfo')).body.result).toMatchObject({ url });
  });

  it('ends for good after 23 hours of 410', async () => {
    answerTo = () => ({ status: 410, headers: { 'Retry-After': '3600' } });
    await ask(server, 'setWebhook', { url });
    server.userSends(SANNE, 'a');
    for (let hours = 1; hours <= 24; hours += 1) {
      await deliveries(hours);
      clock.advance(3_600_000 + (hours === 23 ? 1 : 0));
    }
    expect((await ask(server, 'getWebhookInfo')).body.result).toMatchObject({ url: '' });
  });
});
