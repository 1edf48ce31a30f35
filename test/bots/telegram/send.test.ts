import { Api } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSend, failureOf } from '../../../src/bots/telegram/send.ts';
import type { OutboundContent } from '../../../src/core/conversation/channel.ts';
import { after, type Clock, HOUR } from '../../../src/core/kernel/clock.ts';
import type { SendOutcome } from '../../../src/core/kernel/send-outcome.ts';
import { capturedLog } from '../../support/captured-log.ts';
import { startTelegramServer, type TelegramServer } from '../../support/telegram-server.ts';

const SANNE = 5_550_001;
const DAAN = 5_550_002;

let server: TelegramServer;
let now: Date;
let send: (conversationKey: string, content: OutboundContent) => Promise<SendOutcome>;

beforeEach(async () => {
  server = await startTelegramServer();
  server.addUser(SANNE);
  server.addUser(DAAN);
  now = new Date('2026-03-02T09:00:00Z');
  const clock: Clock = { now: () => now };
  send = createSend(new Api(server.token, { apiRoot: server.apiRoot }), clock, capturedLog());
});
afterEach(() => server.close());

const say = (...paragraphs: string[]): OutboundContent => ({ paragraphs, choices: [] });
const LONG = say('a'.repeat(4_000), 'b'.repeat(4_000), 'c'.repeat(4_000));
const initials = (chat = SANNE) =>
  server
    .sentMessages(chat)
    .map(({ text }) => text.charAt(0))
    .join('');

it('a message is plain text without link preview; its name is that of the last part', async () => {
  const outcome = await send(String(SANNE), LONG);
  const messages = server.sentMessages(SANNE);
  expect(outcome).toEqual({ status: 'sent', externalId: `m${SANNE}.${messages.at(-1)?.messageId}` });
  expect(messages.map(({ linkPreview }) => linkPreview)).toEqual([false, false, false]);
  expect(server.calls('sendMessage').every((call) => !('parse_mode' in call.args))).toBe(true);
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
    [{ status: 401, description: 'Unauthorized' }, failed('unreachable', true)],
    [{ status: 400, description: 'Bad Request: CHAT_RESTRICTED' }, failed('rejected', false)],
    [{ status: 413, description: 'Request Entity Too Large' }, failed('rejected', false)],
  ])('of Telegram (%o) is a value that says whether to try again', async (failure, outcome) => {
    server.failNext('sendMessage', failure);
    expect(await send(String(SANNE), say('a'))).toEqual(outcome);
  });

  it('of the connection is worth another try', async () => {
    server.cutNext('sendMessage', 'before');
    expect(await send(String(SANNE), say('a'))).toEqual(failed('unreachable', true));
  });

  it('of somebody who blocked the bot, is deleted or was never here is final', async () => {
    server.userBlocks(SANNE);
    server.userIsDeleted(DAAN);
    expect(await send(String(SANNE), say('a'))).toEqual(failed('blocked', false));
    expect(await send(String(DAAN), say('a'))).toEqual(failed('blocked', false));
    expect(await send('42', say('a'))).toEqual(failed('gone', false));
  });

  it('of a chat that moved names where to', async () => {
    server.groupWith(-777);
    server.groupIsUpgraded(-777, -100_777);
    expect(await send('-777', say('a'))).toEqual(failed('gone', false, { movedTo: '-100777' }));
  });

  it.each([
    ['an empty text', String(SANNE), say(' ')],
    ['a choice of 65 bytes', String(SANNE), { ...say('a'), choices: [{ id: 'x'.repeat(65), label: 'a' }] }],
    ['a key that is no chat', 'web-session', say('a')],
  ])('of our own making (%s) is not even tried', async (_what, key, content) => {
    expect(await send(key, content)).toEqual(failed('rejected', false));
    expect(server.calls('sendMessage')).toEqual([]);
  });

  it('that is a mistake in the program is thrown', () => {
    expect(() => failureOf(new TypeError('a bug'))).toThrow('a bug');
  });
});

describe('a text of several messages that fails half-way', () => {
  async function failAtSecondPart(): Promise<void> {
    const sent = send(String(SANNE), LONG);
    await server.waitForMessages(SANNE, 1);
    server.failNext('sendMessage', { status: 500 });
    await sent;
  }

  it('goes on behind what arrived when it is tried again', async () => {
    await failAtSecondPart();
    expect(initials()).toBe('a');
    expect(await send(String(SANNE), LONG)).toMatchObject({ status: 'sent' });
    expect(initials()).toBe('abc');
  });

  it('does not shorten the same text for somebody else', async () => {
    await failAtSecondPart();
    await send(String(DAAN), LONG);
    expect(initials(DAAN)).toBe('abc');
  });

  it('starts again from the front after an hour', async () => {
    await failAtSecondPart();
    now = after(now, HOUR);
    await send(String(SANNE), LONG);
    expect(initials()).toBe('aabc');
  });

  it('is whole again for the next equal text once it arrived', async () => {
    await failAtSecondPart();
    await send(String(SANNE), LONG);
    await send(String(SANNE), LONG);
    expect(initials()).toBe('abcabc');
  });
});
