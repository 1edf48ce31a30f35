import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type DiscordServer, startDiscordServer } from '../discord-server.ts';
import { isRecord, type Json } from './api-refusal.ts';
import type { User } from './world.ts';

let server: DiscordServer;
let sanne: User;
const sockets: WebSocket[] = [];

beforeEach(async () => {
  server = await startDiscordServer();
  sanne = server.world.addUser('Sanne');
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await server.close();
});

async function ask(method: string, path: string, body?: unknown, token: string | null = server.token) {
  const response = await fetch(`${server.apiUrl}/v10${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(token === null ? {} : { Authorization: `Bot ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, code: isRecord(json) ? json.code : undefined, json, response };
}

/** A bare connection: what it was told, and how it ended. */
async function gateway() {
  const info = (await ask('GET', '/gateway/bot')).json;
  const socket = new WebSocket(`${isRecord(info) ? info.url : ''}/?v=10&encoding=json`);
  sockets.push(socket);
  const told: Json[] = [];
  socket.on('message', (raw) => {
    const payload: unknown = JSON.parse(String(raw));
    if (isRecord(payload)) told.push(payload);
  });
  const closed = once(socket, 'close').then(([code]) => code);
  const hears = (matches: (payload: Json) => boolean) =>
    expect
      .poll(() => told.find(matches))
      .toBeDefined()
      .then(() => told.find(matches));
  await hears(({ op }) => op === 10);
  const send = (op: number, d: unknown) => socket.send(JSON.stringify({ op, d }));
  return { told, closed, send, hears, socket };
}
const identify = (more: Json = {}) => ({ token: server.token, intents: 1 << 12, properties: {}, ...more });
const write = (body: unknown) => ask('POST', `/channels/${sanne.channel}/messages`, body);

describe('a message', () => {
  it.each([
    ['nothing', { content: ' ' }, 400, 50_006],
    ['2,001 characters', { content: 'a'.repeat(2_001) }, 400, 50_035],
    ['a nonce of 26', { content: 'a', nonce: 'a'.repeat(26) }, 400, 50_035],
    ['six buttons a row', { content: 'a', components: [row(6)] }, 400, 50_035],
    [
      'six rows',
      { content: 'a', components: Array.from({ length: 6 }, (_r, index) => row(1, `r${index}`)) },
      400,
      50_035,
    ],
    ['a button twice', { content: 'a', components: [row(1), row(1)] }, 400, 50_035],
    ['a label of 81', { content: 'a', components: [row(1, 'x', 'a'.repeat(81))] }, 400, 50_035],
    ['an id of 101', { content: 'a', components: [row(1, 'x'.repeat(100))] }, 400, 50_035],
  ])('with %s is refused', async (_what, body, status, code) => {
    expect(await write(body)).toMatchObject({ status, code });
    expect(server.sent(sanne)).toEqual([]);
  });

  it('at the limits is taken', async () => {
    expect(
      await write({ content: 'a'.repeat(2_000), components: [row(5, 'x', 'a'.repeat(80))] }),
    ).toMatchObject({
      status: 200,
    });
  });

  it('with an enforced nonce is taken once within minutes, and again after them', async () => {
    const once = { content: 'a', nonce: 'n', enforce_nonce: true };
    for (let tries = 0; tries < 3; tries += 1) await write(once);
    expect(server.sent(sanne)).toHaveLength(1);
    server.world.passes(6 * 60_000);
    await write(once);
    expect(server.sent(sanne)).toHaveLength(2);
  });

  it('to closed direct messages, to nowhere or without the token is refused by its code', async () => {
    sanne.closed = true;
    expect(await write({ content: 'a' })).toMatchObject({ status: 403, code: 50_007 });
    expect(await ask('POST', '/channels/42/messages', { content: 'a' })).toMatchObject({
      status: 404,
      code: 10_003,
    });
    expect(await ask('GET', '/applications/@me', undefined, null)).toMatchObject({ status: 401, code: 0 });
    server.revokeToken();
    expect(await ask('GET', '/gateway/bot')).toMatchObject({ status: 401 });
  });

  it('too soon gets 429 with the seconds in header and body, and none is written', async () => {
    server.troubles('message', { status: 429, retryAfter: 3 });
    const { status, json, response } = await write({ content: 'a' });
    expect([status, response.headers.get('Retry-After')]).toEqual([429, '3']);
    expect(json).toMatchObject({ retry_after: 3, global: false });
    expect(server.sent(sanne)).toEqual([]);
  });

  it('of the history comes newest first, in pages', async () => {
    const ids = ['een', 'twee', 'drie'].map((text) => server.writes(sanne, text).id);
    const page = await ask('GET', `/channels/${sanne.channel}/messages?limit=2&before=${ids[2]}`);
    expect(page.json).toMatchObject([{ id: ids[1] }, { id: ids[0] }]);
  });

  it('that the app itself would not send cannot be sent', () => {
    for (const text of ['', 'a'.repeat(2_001)]) expect(() => server.writes(sanne, text)).toThrow('the app');
  });
});

describe('an interaction', () => {
  const answer = (used: { readonly id: string; readonly token: string }, body: unknown) =>
    ask('POST', `/interactions/${used.id}/${used.token}/callback`, body, null);
  const shownText = { type: 4, data: { content: 'a', flags: 64 } };

  it('is answered once, without the token of the bot, by a 204 without a content type', async () => {
    const used = server.command(sanne, 'status', { inServer: true });
    const { status, response } = await answer(used, shownText);
    expect([status, response.headers.get('Content-Type')]).toEqual([204, null]);
    expect(await answer(used, shownText)).toMatchObject({ status: 400, code: 40_060 });
  });

  it('after three seconds is unknown; its answer can be changed for fifteen minutes', async () => {
    const late = server.command(sanne, 'status');
    const used = server.command(sanne, 'help');
    await answer(used, shownText);
    server.world.passes(3_001);
    expect(await answer(late, shownText)).toMatchObject({ status: 404, code: 10_062 });
    const original = `/webhooks/${server.applicationId}/${used.token}/messages/@original`;
    expect(await ask('PATCH', original, { content: 'b' }, null)).toMatchObject({ status: 200 });
    server.world.passes(15 * 60_000);
    expect(await ask('PATCH', original, { content: 'c' }, null)).toMatchObject({ status: 401, code: 50_027 });
  });

  it.each([
    ['a kind that there is not', { type: 2 }],
    ['a change of a message that it did not come from', { type: 6 }],
    ['an empty message', { type: 4, data: { content: '' } }],
    ['a form without its label', { type: 9, data: { custom_id: 'ask', title: 'a', components: [] } }],
  ])('takes no answer of %s', async (_what, body) => {
    expect(await answer(server.command(sanne, 'ask'), body)).toMatchObject({ status: 400 });
  });
});

it.each([
  ['a name with a capital', [{ name: 'Privacy', description: 'a' }]],
  ['a description of 101', [{ name: 'privacy', description: 'a'.repeat(101) }]],
  [
    'a localised name with a space',
    [{ name: 'privacy', description: 'a', name_localizations: { nl: 'mijn data' } }],
  ],
])('commands with %s are refused', async (_what, body) => {
  expect(await ask('PUT', `/applications/${server.applicationId}/commands`, body)).toMatchObject({
    code: 50_035,
  });
});

describe('the gateway', () => {
  it('gives a session and its events, numbered', async () => {
    const { send, hears } = await gateway();
    send(2, identify());
    expect(await hears(({ t }) => t === 'READY')).toMatchObject({
      s: 1,
      d: { resume_gateway_url: expect.any(String) },
    });
    server.writes(sanne, 'een');
    expect(await hears(({ t }) => t === 'MESSAGE_CREATE')).toMatchObject({ s: 2, d: { content: 'een' } });
    send(1, 2);
    await hears(({ op }) => op === 11);
  });

  it('tells no messages to who did not ask for them', async () => {
    const { send, hears, told } = await gateway();
    send(2, identify({ intents: 0 }));
    await hears(({ t }) => t === 'READY');
    server.writes(sanne, 'een');
    server.command(sanne, 'status');
    await hears(({ t }) => t === 'INTERACTION_CREATE');
    expect(told.some(({ t }) => t === 'MESSAGE_CREATE')).toBe(false);
  });

  it('resumes a session with what was missed, in order, and then says so', async () => {
    const first = await gateway();
    first.send(2, identify());
    const ready = await first.hears(({ t }) => t === 'READY');
    server.gateway.cut();
    await first.closed;
    server.writes(sanne, 'een');
    server.writes(sanne, 'twee');
    const second = await gateway();
    const session = isRecord(ready?.d) ? ready.d.session_id : '';
    second.send(6, { token: server.token, session_id: session, seq: 1 });
    await second.hears(({ t }) => t === 'RESUMED');
    expect(second.told.map(({ t }) => t)).toEqual([undefined, 'MESSAGE_CREATE', 'MESSAGE_CREATE', 'RESUMED']);
  });

  it.each([['an unknown session', 9, { session_id: 'x', seq: 1 }]])(
    'of %s begins anew',
    async (_what, op, d) => {
      const { send, hears } = await gateway();
      send(6, { token: server.token, ...d });
      expect(await hears((payload) => payload.op === op)).toMatchObject({ d: false });
    },
  );

  it.each([
    [4001, 'an operation that there is not', 99],
    [4002, 'more than 4,096 bytes', 2],
    [4003, 'anything before the session', 3],
    [4004, 'a wrong token', 2],
    [4005, 'a second session', 2],
    [4013, 'an intent that there is not', 2],
    [4014, 'an intent that has to be allowed', 2],
  ])('closes with %d on %s', async (code, _what, op) => {
    const { send, closed, hears } = await gateway();
    const wrong: Record<number, Json> = {
      4002: identify({ padding: 'a'.repeat(4_096) }),
      4004: identify({ token: 'x' }),
      4013: identify({ intents: 1 << 30 }),
      4014: identify({ intents: 1 << 15 }),
    };
    if (code === 4001 || code === 4005) {
      send(2, identify());
      await hears(({ t }) => t === 'READY');
    }
    send(op, wrong[code] ?? identify());
    expect(await closed).toBe(code);
  });
});

function row(buttons: number, id = 'x', label = 'a'): Json {
  const components = Array.from({ length: buttons }, (_b, index) => ({
    type: 2,
    style: 2,
    label,
    custom_id: `${id}${index}`,
  }));
  return { type: 1, components };
}
