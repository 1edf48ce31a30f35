import { describe, expect, test } from 'vitest';
import { textsIn } from '../../support/slack/block-kit.ts';
import { buttonsOf } from '../../support/slack/people.ts';
import { BOT_USER, messageKey } from '../../support/slack/world.ts';
import { rateLimited } from '../../support/slack-server.ts';
import { useCore } from '../../support/use-core.ts';
import { ANNA, CARD, OUTCOME, ROOM, startBench } from './start-bot.ts';

const use = useCore();

const GONE = { status: 'failed', reason: 'gone', retryable: false };

describe('the life of a card', () => {
  test('it takes the place of a notice, with what may be decided, and becomes its outcome in the same message, without buttons', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    const posted = await bench.post();
    expect(buttonsOf(posted).map(({ button }) => button.text.text)).toEqual([
      'Bekijk en keur goed',
      'Weiger',
      'Open de balie',
    ]);
    expect(textsIn(posted.blocks).join('\n')).toContain('*Uiterlijk*\n23 december 2026');
    expect(posted.text).toContain('Uiterlijk: 23 december 2026');

    const id = `${ROOM}:${posted.ts}`;
    expect(await bot.updateCard(id, OUTCOME)).toEqual({ status: 'sent', externalId: id });
    const now = bench.slack.message(ROOM, posted.ts);
    expect(now.edits).toBe(2);
    expect(textsIn(now.blocks)).toContain('PB-2345-ABCD: beantwoord');
    expect(buttonsOf(now).map(({ button }) => button.action_id)).toEqual(['desk']);
    expect(bench.slack.messages()).toHaveLength(1);
  });

  test('a notice is one text and a button to the desk', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    await bot.tell('Een verzoek is over tijd.', 'https://balie.example.nl/balie');
    const [message] = bench.slack.messages();
    expect(message && textsIn(message.blocks)).toEqual(['Een verzoek is over tijd.', 'Openen op de balie']);
    expect(message && buttonsOf(message)[0]?.button.url).toBe('https://balie.example.nl/balie');
  });

  test('an old card is still updated after the channel setting has changed', async () => {
    const bench = await startBench(use(), { channel: 'C0NEW' });
    bench.slack.addRoom('C0NEW', [BOT_USER, ANNA]);
    const bot = await bench.connect();
    const ts = '1700000000.000001';
    bench.slack.world.messages.set(messageKey(ROOM, ts), {
      channel: ROOM,
      ts,
      by: BOT_USER,
      text: 'oud',
      blocks: [],
      edits: 0,
    });
    expect(await bot.updateCard(`${ROOM}:${ts}`, OUTCOME)).toMatchObject({ status: 'sent' });
    expect(bench.slack.message(ROOM, ts).text).toContain('beantwoord');
  });
});

describe('the end of a card (R25)', () => {
  test('it is deleted, and one that somebody deleted before is as good as deleted', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    const { ts } = await bench.post();
    const id = `${ROOM}:${ts}`;
    expect(await bot.removeCard(id)).toEqual({ status: 'sent', externalId: id });
    expect(bench.slack.messages()).toEqual([]);
    expect(await bot.removeCard(id)).toEqual({ status: 'sent', externalId: id });
  });

  test('a card that the program may not delete, or cannot reach any more, is never said to be deleted', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    const { ts } = await bench.post();
    const id = `${ROOM}:${ts}`;
    bench.slack.plan('chat.delete', { status: 200, body: { ok: false, error: 'cant_delete_message' } });
    expect(await bot.removeCard(id)).toMatchObject({ status: 'failed', retryable: false });
    bench.slack.plan('chat.delete', rateLimited(7), { status: 503, body: 'try later' });
    expect(await bot.removeCard(id)).toMatchObject({
      status: 'failed',
      retryable: true,
      retryAfterMs: 7_000,
    });
    expect(await bot.removeCard(id)).toMatchObject({ status: 'failed', retryable: true });
    bench.slack.addRoom(ROOM, [ANNA]);
    expect(await bot.removeCard(id)).toMatchObject({ status: 'failed', retryable: false });
    expect(bench.slack.messages()).toHaveLength(1);
  });
});

describe('what a failed sending means', () => {
  test('429 says how long to wait, is tried once and left to the queue', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    bench.slack.plan('chat.postMessage', rateLimited(7));
    expect(await bot.tell('Er is een verzoek.', CARD.link.url)).toEqual({
      status: 'failed',
      reason: 'limited',
      retryable: true,
      retryAfterMs: 7_000,
    });
    expect(bench.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
    expect(await bot.tell('Er is een verzoek.', CARD.link.url)).toMatchObject({ status: 'sent' });
  });

  test('more cards at once than the channel takes are limited, not lost', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () => bot.tell('Er is een verzoek.', CARD.link.url)),
    );
    const limited = outcomes.filter((outcome) => outcome.status === 'failed');
    expect(limited).toHaveLength(2);
    expect(limited[0]).toEqual({ status: 'failed', reason: 'limited', retryable: true, retryAfterMs: 1_000 });
    expect(bench.slack.messages()).toHaveLength(10);
  });

  test('an archived channel and a bot that was removed are final', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    const { ts } = await bench.post();
    bench.slack.addRoom(ROOM, [BOT_USER, ANNA], { isArchived: true });
    expect(await bot.tell('Er is een verzoek.', CARD.link.url)).toEqual(GONE);
    expect(await bot.updateCard(`${ROOM}:${ts}`, OUTCOME)).toEqual(GONE);
    bench.slack.addRoom(ROOM, [ANNA]);
    expect(await bot.tell('Er is een verzoek.', CARD.link.url)).toEqual(GONE);
    expect(await bot.updateCard(`${ROOM}:${ts}`, OUTCOME)).toEqual(GONE);
    bench.slack.addRoom(ROOM, [ANNA], { isPrivate: false });
    expect(await bot.tell('Er is een verzoek.', CARD.link.url)).toEqual({ ...GONE, reason: 'blocked' });
  });

  test('a revoked token and a closed account are final', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    bench.slack.revokeToken();
    expect(await bot.tell('Er is een verzoek.', CARD.link.url)).toEqual(GONE);
    bench.slack.revokeToken('account_inactive');
    expect(await bot.tell('Hallo', 'https://balie.example.nl')).toEqual(GONE);
  });

  test('a card that was deleted or cannot be changed is gone, so that it is posted anew', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    const { ts } = await bench.post();
    const id = `${ROOM}:${ts}`;
    bench.slack.plan('chat.update', { status: 200, body: { ok: false, error: 'cant_update_message' } });
    expect(await bot.updateCard(id, OUTCOME)).toEqual(GONE);
    bench.slack.world.messages.clear();
    expect(await bot.updateCard(id, OUTCOME)).toEqual(GONE);
    expect(await bot.updateCard('nonsense', OUTCOME)).toEqual(GONE);
  });

  test('a missing scope is for a person to repair', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    bench.slack.scopes.delete('chat:write');
    expect(await bot.tell('Er is een verzoek.', CARD.link.url)).toEqual({
      status: 'failed',
      reason: 'blocked',
      retryable: false,
    });
  });

  test('5xx, a broken connection and an error inside Slack are tried again later', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    const unreachable = { status: 'failed', reason: 'unreachable', retryable: true };
    bench.slack.plan('chat.postMessage', { status: 503, body: 'try later' }, 'drop', {
      status: 200,
      body: { ok: false, error: 'internal_error' },
    });
    expect(await bot.tell('Er is een verzoek.', CARD.link.url)).toEqual(unreachable);
    expect(await bot.tell('Er is een verzoek.', CARD.link.url)).toEqual(unreachable);
    expect(await bot.tell('Er is een verzoek.', CARD.link.url)).toEqual(unreachable);
    expect(bench.slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(3);
  });

  test('an answer that cannot be read is a no, and neither it nor the token is logged', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    bench.slack.plan(
      'chat.postMessage',
      { status: 200, body: '<html>proxy says: Anna de Vries</html>' },
      { status: 404, body: 'Anna de Vries' },
      { status: 200, body: { ok: false, error: 'some_new_error' } },
    );
    const rejected = { status: 'failed', reason: 'rejected', retryable: false };
    expect(await bot.tell('Er is een verzoek.', CARD.link.url)).toEqual(rejected);
    expect(await bot.tell('Er is een verzoek.', CARD.link.url)).toEqual(rejected);
    expect(await bot.tell('Er is een verzoek.', CARD.link.url)).toEqual(rejected);
    const log = bench.logged().join('\n');
    expect(log).toContain('unreadable_answer');
    expect(log).toContain('http_404');
    expect(log).toContain('some_new_error');
    expect(log).not.toMatch(/Anna|xoxb|html|PB-2345/);
  });
});
