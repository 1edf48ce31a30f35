import { describe, expect, onTestFinished, test } from 'vitest';
import { startSlackServer } from '../slack-server.ts';
import { BOT_USER } from './world.ts';

const ROOM = 'C0ROOM';
const ANNA = 'U0ANNA';

async function start() {
  const time = { at: new Date('2026-11-23T09:00:00Z') };
  const slack = await startSlackServer({ clock: { now: () => time.at } });
  onTestFinished(() => slack.stop());
  slack.addPerson(ANNA, 'Anna de Vries');
  slack.addRoom(ROOM, [BOT_USER, ANNA]);
  const call = async (method: string, args: Record<string, unknown> = {}, token: string = slack.botToken) => {
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(args),
    });
    const body: unknown = await response.json();
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
  };
  return { slack, time, call };
}

const section = (text: string) => ({ type: 'section', text: { type: 'plain_text', text } });
const button = (more: object) => ({
  type: 'actions',
  elements: [{ type: 'button', text: { type: 'plain_text', text: 'Ja' }, action_id: 'a', ...more }],
});

describe('the Web API', () => {
  test('a token is needed, known and valid', async () => {
    const { slack, call } = await start();
    expect((await call('auth.test', {}, '')).body).toEqual({ ok: false, error: 'not_authed' });
    expect((await call('auth.test', {}, 'xoxb-other')).body).toEqual({ ok: false, error: 'invalid_auth' });
    expect((await call('auth.test')).body).toMatchObject({ ok: true, user_id: BOT_USER, bot_id: 'B0BALIE' });
    slack.revokeToken();
    expect(await call('auth.test')).toMatchObject({ status: 200, body: { error: 'token_revoked' } });
    slack.revokeToken('account_inactive');
    expect((await call('auth.test')).body).toMatchObject({ error: 'account_inactive' });
  });

  test('a scope that is missing is named, with those that there are', async () => {
    const { slack, call } = await start();
    slack.scopes.delete('chat:write');
    expect((await call('chat.postMessage', { channel: ROOM, text: 'x' })).body).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'commands,groups:read,usergroups:read,users:read',
    });
  });

  test('an unknown method is an error of its own', async () => {
    const { call } = await start();
    expect((await call('chat.shout')).body).toEqual({ ok: false, error: 'unknown_method' });
  });

  test('a message is posted, changed and deleted only where the bot is and what is its own', async () => {
    const { slack, call } = await start();
    slack.addRoom('C0PUBLIC', [ANNA], { isPrivate: false });
    slack.addRoom('C0CLOSED', [BOT_USER], { isArchived: true });
    slack.addRoom('C0SECRET', [ANNA]);
    const errorOf = async (channel: string) => (await call('chat.postMessage', { channel, text: 'x' })).body;
    expect(await errorOf('C0NOWHERE')).toMatchObject({ error: 'channel_not_found' });
    expect(await errorOf('C0SECRET')).toMatchObject({ error: 'channel_not_found' });
    expect(await errorOf('C0PUBLIC')).toMatchObject({ error: 'not_in_channel' });
    expect(await errorOf('C0CLOSED')).toMatchObject({ error: 'is_archived' });

    expect((await call('chat.postMessage', { channel: ROOM, text: 'een' })).body).toMatchObject({ ok: true });
    const ts = slack.messages()[0]?.ts;
    expect((await call('chat.update', { channel: ROOM, ts, text: 'twee' })).body).toMatchObject({
      text: 'twee',
    });
    expect((await call('chat.update', { channel: ROOM, ts: '1.1', text: 'x' })).body).toMatchObject({
      error: 'message_not_found',
    });
    expect((await call('chat.update', { channel: ROOM, ts, text: 'x'.repeat(4_001) })).body).toMatchObject({
      error: 'msg_too_long',
    });
    expect((await call('chat.delete', { channel: ROOM, ts })).body).toMatchObject({ ok: true });
    expect((await call('chat.delete', { channel: ROOM, ts })).body).toMatchObject({
      error: 'message_not_found',
    });
  });

  test("somebody else's message cannot be changed or deleted", async () => {
    const { slack, call } = await start();
    slack.world.messages.set(`${ROOM}:1.1`, {
      channel: ROOM,
      ts: '1.1',
      by: ANNA,
      text: 'x',
      blocks: [],
      edits: 0,
    });
    expect((await call('chat.update', { channel: ROOM, ts: '1.1', text: 'y' })).body).toMatchObject({
      error: 'cant_update_message',
    });
    expect((await call('chat.delete', { channel: ROOM, ts: '1.1' })).body).toMatchObject({
      error: 'cant_delete_message',
    });
  });

  test('a notice for one person reaches members only', async () => {
    const { slack, call } = await start();
    await call('chat.postEphemeral', { channel: ROOM, user: ANNA, text: 'alleen voor u' });
    expect(slack.ephemeralsFor(ANNA)).toEqual(['alleen voor u']);
    expect((await call('chat.postEphemeral', { channel: ROOM, user: 'U0X', text: 'x' })).body).toMatchObject({
      error: 'user_not_in_channel',
    });
  });

  test('people and channels are described as Slack does', async () => {
    const { slack, call } = await start();
    slack.addPerson('U0GUEST', 'Gast', { isUltraRestricted: true });
    slack.addPerson('U0GONE', 'Weg', { deleted: true });
    expect((await call('users.info', { user: 'U0GUEST' })).body).toMatchObject({
      user: { is_ultra_restricted: true },
    });
    expect((await call('users.info', { user: 'U0GONE' })).body).toMatchObject({ user: { deleted: true } });
    expect((await call('users.info', { user: 'U0X' })).body).toMatchObject({ error: 'user_not_found' });
    expect((await call('conversations.info', { channel: ROOM })).body).toMatchObject({
      channel: { is_private: true, is_member: true, is_ext_shared: false },
    });
  });

  test('members come in pages with a cursor', async () => {
    const { slack, call } = await start();
    slack.addRoom(ROOM, [BOT_USER, 'U1', 'U2']);
    const first = (await call('conversations.members', { channel: ROOM, limit: 2 })).body;
    expect(first).toMatchObject({ members: [BOT_USER, 'U1'], response_metadata: { next_cursor: 'Mg==' } });
    expect(
      (await call('conversations.members', { channel: ROOM, limit: 2, cursor: 'Mg==' })).body,
    ).toMatchObject({
      members: ['U2'],
      response_metadata: { next_cursor: '' },
    });
    expect((await call('conversations.members', { channel: ROOM, cursor: '%' })).body).toMatchObject({
      error: 'invalid_cursor',
    });
    expect((await call('conversations.members', { channel: ROOM, limit: 2_000 })).body).toMatchObject({
      error: 'invalid_limit',
    });
  });
});

describe('the limits of a message', () => {
  const blocks: [string, unknown[], string][] = [
    ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' })), 'no more than 50 items allowed'],
    ['a section of 3,001 characters', [section('x'.repeat(3_001))], 'must be less than 3001 characters'],
    ['an empty section', [section('')], 'must be more than 0 characters'],
    [
      'a header of 151',
      [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
      '151 characters',
    ],
    [
      'eleven fields',
      [{ type: 'section', fields: Array.from({ length: 11 }, () => ({ type: 'mrkdwn', text: 'x' })) }],
      'no more than 10 items allowed',
    ],
    [
      'a field of 2,001',
      [{ type: 'section', fields: [{ type: 'mrkdwn', text: 'x'.repeat(2_001) }] }],
      'must be less than 2001 characters',
    ],
    [
      'a button of 76',
      [button({ text: { type: 'plain_text', text: 'x'.repeat(76) } })],
      'less than 76 characters',
    ],
    ['a value of 2,001', [button({ value: 'x'.repeat(2_001) })], 'must be less than 2001 characters'],
    ['an address of 3,001', [button({ url: 'x'.repeat(3_001) })], 'must be less than 3001 characters'],
    ['a name of 256', [button({ action_id: 'x'.repeat(256) })], 'must be less than 256 characters'],
    ['a style of its own', [button({ style: 'green' })], 'json-pointer:/blocks/0/elements/0/style'],
    ['an unknown block', [{ type: 'marquee' }], 'json-pointer:/blocks/0/type'],
    [
      'a button that is pressed twice',
      [{ ...button({}), elements: [button({}).elements[0], button({}).elements[0]] }],
      'action_id must be unique',
    ],
  ];
  test.each(blocks)('%s is invalid_blocks, with the place', async (_what, given, complaint) => {
    const { slack, call } = await start();
    const { body } = await call('chat.postMessage', { channel: ROOM, blocks: given });
    expect(body).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(JSON.stringify(body)).toContain(complaint);
    expect(slack.messages()).toEqual([]);
  });

  test('characters are counted as code points: 150 emoji are a header', async () => {
    const { call } = await start();
    const header = { type: 'header', text: { type: 'plain_text', text: '🔐'.repeat(150) } };
    expect((await call('chat.postMessage', { channel: ROOM, blocks: [header] })).body).toMatchObject({
      ok: true,
    });
  });

  test('all blocks together have a limit too, and neither text nor blocks is no message', async () => {
    const { call } = await start();
    const long = Array.from({ length: 4 }, () => section('x'.repeat(2_900)));
    expect((await call('chat.postMessage', { channel: ROOM, blocks: long })).body).toMatchObject({
      error: 'msg_blocks_too_long',
    });
    expect((await call('chat.postMessage', { channel: ROOM })).body).toMatchObject({ error: 'no_text' });
  });

  test('a text over 40,000 characters is cut, with a warning', async () => {
    const { slack, call } = await start();
    const { body } = await call('chat.postMessage', { channel: ROOM, text: 'x'.repeat(40_001) });
    expect(body).toMatchObject({ ok: true, warning: 'message_truncated' });
    expect(slack.messages()[0]?.text).toHaveLength(40_000);
  });
});

describe('the limits of calling', () => {
  test('a channel takes one message a second after a burst, then 429 with Retry-After', async () => {
    const { slack, call } = await start();
    const post = () => call('chat.postMessage', { channel: ROOM, text: 'x' });
    for (let i = 0; i < 10; i += 1) expect((await post()).body).toMatchObject({ ok: true });
    expect(await post()).toEqual({ status: 429, retryAfter: '1', body: { ok: false, error: 'ratelimited' } });
    await slack.passTime(1_000);
    expect((await post()).body).toMatchObject({ ok: true });
    expect((await post()).status).toBe(429);
  });

  test('a method takes so many calls a minute', async () => {
    const { slack, call } = await start();
    const info = () => call('conversations.info', { channel: ROOM });
    for (let i = 0; i < 50; i += 1) await info();
    expect(await info()).toMatchObject({ status: 429, retryAfter: '60' });
    await slack.passTime(60_000);
    expect((await info()).status).toBe(200);
  });
});
