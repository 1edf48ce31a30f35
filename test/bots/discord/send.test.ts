import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRest, createSend, failureOf } from '../../../src/bots/discord/send.ts';
import type { OutboundContent } from '../../../src/core/conversation/channel.ts';
import { capturedLog } from '../../support/captured-log.ts';
import type { User } from '../../support/discord/world.ts';
import { type DiscordServer, startDiscordServer } from '../../support/discord-server.ts';

let server: DiscordServer;
let sanne: User;
let send: ReturnType<typeof createSend>;
const say = (...paragraphs: string[]): OutboundContent => ({ paragraphs, choices: [] });
const LONG = say('a'.repeat(1_900), 'b'.repeat(1_900), 'c'.repeat(1_900));
const initials = () =>
  server
    .arrived(sanne)
    .map(({ text }) => text.charAt(0))
    .join('');

beforeEach(async () => {
  server = await startDiscordServer();
  sanne = server.world.addUser('Sanne');
  send = createSend(createRest(server.token, server.apiUrl), capturedLog());
});
afterEach(() => server.close());

it('a message pings nobody and shows no preview; its name is that of the last part', async () => {
  const outcome = await send(sanne.channel, LONG);
  expect(outcome).toEqual({ status: 'sent', externalId: `m${server.sent(sanne).at(-1)?.id}` });
  for (const { body } of server.calls('message'))
    expect(body).toMatchObject({ allowed_mentions: { parse: [] }, flags: 4, enforce_nonce: true });
});

describe('a failure', () => {
  const failed = (reason: string, retryable: boolean, more = {}) => ({
    status: 'failed',
    reason,
    retryable,
    ...more,
  });

  it.each([
    [{ status: 429, retryAfter: 12 }, failed('limited', true, { retryAfterMs: 12_000 })],
    [{ status: 500 }, failed('unreachable', true)],
    [{ status: 502, html: true }, failed('unreachable', true)],
    [{ status: 401 }, failed('unreachable', true)],
    [{ status: 404 }, failed('unreachable', true)],
    [{ status: 400, code: 40_003 }, failed('limited', true)],
    [{ status: 403, code: 50_007 }, failed('blocked', false)],
    [{ status: 403, code: 50_001 }, failed('blocked', false)],
    [{ status: 403, code: 50_013 }, failed('blocked', false)],
    [{ status: 404, code: 10_003 }, failed('gone', false)],
    [{ status: 400, code: 50_035 }, failed('rejected', false)],
  ])('of Discord (%o) is a value that says whether to try again', async (failure, outcome) => {
    server.troubles('message', failure);
    expect(await send(sanne.channel, say('a'))).toEqual(outcome);
    expect(await send(sanne.channel, say('b'))).toMatchObject({ status: 'sent' });
  });

  it('of our own making, an empty text, is not even tried', async () => {
    expect(await send(sanne.channel, say(' '))).toEqual(failed('rejected', false));
    expect(server.calls('message')).toEqual([]);
  });

  it('that is a mistake in the program is thrown', () => {
    expect(() => failureOf(new TypeError('a bug'))).toThrow('a bug');
  });
});

describe('a message that is sent again', () => {
  it('after the connection broke when Discord had taken it arrives once', async () => {
    server.troubles('message', 'cut after');
    expect(await send(sanne.channel, say('a'), 'message-1')).toMatchObject({ reason: 'unreachable' });
    expect(await send(sanne.channel, say('a'), 'message-1')).toMatchObject({ status: 'sent' });
    expect(initials()).toBe('a');
  });

  it('by another process, after half of its parts, arrives once and whole', async () => {
    const sent = send(sanne.channel, LONG, 'message-1');
    await server.waitUntil('the first part', () => server.sent(sanne).length === 1);
    server.troubles('message', { status: 500 });
    await sent;
    const other = createSend(createRest(server.token, server.apiUrl), capturedLog());
    expect(await other(sanne.channel, LONG, 'message-1')).toMatchObject({ status: 'sent' });
    expect(initials()).toBe('abc');
  });

  it('as another message with the same words arrives again', async () => {
    await send(sanne.channel, say('a'), 'message-1');
    await send(sanne.channel, say('a'), 'message-2');
    expect(initials()).toBe('aa');
  });
});
