import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegramServer, type TelegramServer } from '../telegram-server.ts';
import { ask, refusal, updateIds } from './ask.ts';
import { type ManualServerClock, manualServerClock } from './server-clock.ts';

const SANNE = 5_550_001;
const CONFLICT =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

let clock: ManualServerClock;
let server: TelegramServer;

beforeEach(async () => {
  clock = manualServerClock();
  server = await startTelegramServer({ clock });
});
afterEach(() => server.close());

const poll = (fields: Record<string, unknown> = {}) => ask(server, 'getUpdates', fields);
const held = () => server.waitUntil('a held poll', () => server.isPolled());

describe('getUpdates', () => {
  it('gives what waits at once, in order, with numbers that rise by one', async () => {
    for (const text of ['a', 'b', 'c']) server.userSends(SANNE, text);
    const [first = 0, ...rest] = updateIds(await poll({ timeout: 30 }));
    expect(rest).toEqual([first + 1, first + 2]);
  });

  it('delivers again what is not below the offset, and deletes what is', async () => {
    for (const text of ['a', 'b', 'c']) server.userSends(SANNE, text);
    const ids = updateIds(await poll());
    expect(updateIds(await poll({ offset: ids[1], timeout: 30 }))).toEqual(ids.slice(1));
    expect(updateIds(await poll({ offset: 0, timeout: 30 }))).toEqual(ids.slice(1));
  });

  it('keeps the last ones for a negative offset', async () => {
    for (const text of ['a', 'b', 'c']) server.userSends(SANNE, text);
    const ids = updateIds(await poll({ offset: -1 }));
    expect(ids).toHaveLength(1);
    expect(server.pendingUpdates()).toBe(1);
  });

  it('gives at most `limit`, at most 100', async () => {
    for (let count = 0; count < 101; count += 1) server.userSends(SANNE, String(count));
    expect(updateIds(await poll({ limit: 500 }))).toHaveLength(100);
    expect(updateIds(await poll({ limit: 2, offset: 1 }))).toHaveLength(2);
  });

  it('holds the answer until something comes', async () => {
    const answer = poll({ timeout: 30 });
    await held();
    server.userSends(SANNE, 'a');
    expect(updateIds(await answer)).toHaveLength(1);
  });

  it('holds no longer than asked and never longer than 50 seconds', async () => {
    const answer = poll({ timeout: 3_600 });
    await held();
    clock.advance(49_999);
    expect(server.isPolled()).toBe(true);
    clock.advance(1);
    expect(updateIds(await answer)).toEqual([]);
  });

  it('holds a hasty repeat of the same offset for 3 seconds', async () => {
    expect(updateIds(await poll())).toEqual([]);
    const answer = poll();
    await held();
    clock.advance(3_000);
    expect(updateIds(await answer)).toEqual([]);
  });

  it('gives a repeat within half a second only one update', async () => {
    for (const text of ['a', 'b']) server.userSends(SANNE, text);
    await poll();
    expect(updateIds(await poll())).toHaveLength(1);
    clock.advance(500);
    expect(updateIds(await poll())).toHaveLength(2);
  });

  it('keeps updates for 24 hours', async () => {
    server.userSends(SANNE, 'a');
    clock.advance(24 * 3_600_000);
    expect(server.pendingUpdates()).toBe(0);
  });

  it('forgets a poll whose connection is gone, and the update waits for the next one', async () => {
    const leaving = new AbortController();
    const url = `${server.apiRoot}/bot${server.token}/getUpdates?timeout=30`;
    const gone = fetch(url, { signal: leaving.signal });
    await held();
    leaving.abort();
    await expect(gone).rejects.toThrow();
    server.userSends(SANNE, 'a');
    expect(updateIds(await poll({ offset: 1 }))).toHaveLength(1);
  });

  it('delivers again what a bot had confirmed just before it died, when a test says so', async () => {
    server.userSends(SANNE, 'a');
    const [id = 0] = updateIds(await poll());
    await poll({ offset: id + 1, timeout: 0 });
    server.unconfirm();
    expect(updateIds(await poll({ offset: 1 }))).toEqual([id]);
  });
});

describe('a second poller', () => {
  it('ends the earlier poll with 409', async () => {
    const first = poll({ timeout: 30 });
    await held();
    const second = poll({ timeout: 30, offset: 5 });
    expect(await first).toMatchObject(refusal(409, CONFLICT));
    server.userSends(SANNE, 'a');
    expect(updateIds(await second)).toHaveLength(1);
  });

  it('waits for a further 409 for three seconds', async () => {
    const first = poll({ timeout: 30 });
    await held();
    const second = poll({ timeout: 30, offset: 5 });
    await first;
    await held();
    let answered = false;
    const late = second.then((answer) => {
      answered = true;
      return answer;
    });
    const third = poll({ timeout: 30, offset: 6 });
    await server.waitUntil('the third poll', () => server.calls('getUpdates').length === 3);
    expect(answered).toBe(false);
    clock.advance(3_000);
    expect(await late).toMatchObject(refusal(409, CONFLICT));
    server.userSends(SANNE, 'a');
    expect(updateIds(await third)).toHaveLength(1);
  });

  it('is refused while a webhook is set', async () => {
    await ask(server, 'setWebhook', { url: 'http://127.0.0.1:9/telegram' });
    expect(await poll()).toMatchObject(
      refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      ),
    );
    expect(await ask(server, 'deleteWebhook')).toMatchObject({
      body: { description: 'Webhook was deleted' },
    });
    expect(await ask(server, 'deleteWebhook')).toMatchObject({
      body: { description: 'Webhook is already deleted' },
    });
    expect(await poll()).toMatchObject({ status: 200 });
  });
});

describe('allowed_updates', () => {
  it('is sticky: an unlisted type is never queued, until the list changes', async () => {
    server.userSends(SANNE, 'a');
    await poll({ allowed_updates: ['callback_query'], offset: -1 });
    server.userSends(SANNE, 'b');
    clock.advance(10_000);
    await poll();
    server.userSends(SANNE, 'c');
    expect(server.pendingUpdates()).toBe(1);
    clock.advance(10_000);
    await poll({ allowed_updates: [] });
    server.userSends(SANNE, 'd');
    expect(server.pendingUpdates()).toBe(2);
  });

  it('tells a bot by default that it was blocked and unblocked', async () => {
    server.userBlocks(SANNE);
    server.userUnblocks(SANNE);
    const { body } = await poll();
    expect(body.result).toMatchObject([
      { my_chat_member: { new_chat_member: { status: 'kicked' } } },
      { my_chat_member: { new_chat_member: { status: 'member' } } },
    ]);
  });
});
