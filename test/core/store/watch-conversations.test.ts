import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Store, Tx } from '../../../src/core/application/ports.ts';
import type { ConversationId } from '../../../src/core/kernel/ids.ts';
import { CONVERSATION_CHANGED, watchConversations } from '../../../src/core/store/watch-conversations.ts';
import { listenTo } from '../../../src/platform/listen.ts';
import { useTestStore } from '../../support/store.ts';
import { aConversation, NOW } from './stored-rows.ts';

const db = useTestStore();

interface Watcher {
  readonly id: ConversationId;
  readonly calls: () => number;
  readonly stop: () => void;
}

async function watched(store: Pick<Store, 'watch'>): Promise<Watcher> {
  const id = await db.store.transaction((tx) => aConversation(tx));
  let calls = 0;
  const stop = store.watch(id, () => {
    calls += 1;
  });
  return { id, calls: () => calls, stop };
}

async function say(tx: Tx, conversationId: ConversationId, sequence = 1): Promise<void> {
  const message = {
    id: randomUUID(),
    conversationId,
    sequence,
    inboundKey: randomUUID(),
    at: NOW,
    text: 'hallo',
  };
  await tx.conversations.addInbound(message);
}

/** What was committed before this has been heard when it resolves: PostgreSQL notifies in the order of commits. */
async function everythingHeard(store: Store): Promise<void> {
  const marker = await watched(store);
  await db.store.transaction((tx) => say(tx, marker.id));
  await expect.poll(marker.calls).toBe(1);
  marker.stop();
}

beforeAll(async () => {
  for (const store of [db.store, db.other]) {
    const first = await watched(store);
    await vi.waitFor(() => expect(first.calls()).toBe(1), 20_000);
    first.stop();
  }
});

test('who watches a conversation hears of messages that any process committed', async () => {
  const watchers = [await watched(db.store), await watched(db.other)] as const;
  for (const { id } of watchers) {
    await db.store.transaction((tx) => say(tx, id));
    await db.other.transaction((tx) => say(tx, id, 2));
  }
  for (const { calls } of watchers) await expect.poll(calls).toBe(2);
  for (const { stop } of watchers) stop();
});

test('a message is heard of when it is committed, not before', async () => {
  const watcher = await watched(db.other);
  await db.store.transaction(async (tx) => {
    await say(tx, watcher.id);
    await everythingHeard(db.other);
    expect(watcher.calls()).toBe(0);
  });
  await expect.poll(watcher.calls).toBe(1);
  watcher.stop();
});

test('a message that was rolled back is not heard of', async () => {
  const watcher = await watched(db.store);
  const failing = db.store.transaction(async (tx) => {
    await say(tx, watcher.id);
    throw new Error('a bug');
  });
  await expect(failing).rejects.toThrow('a bug');
  await everythingHeard(db.store);
  expect(watcher.calls()).toBe(0);
  watcher.stop();
});

test('several messages of one transaction are one call; a repeated delivery is none', async () => {
  const watcher = await watched(db.store);
  const delivery = {
    conversationId: watcher.id,
    sequence: 1,
    inboundKey: randomUUID(),
    at: NOW,
    text: 'hallo',
  };
  await db.store.transaction(async (tx) => {
    await tx.conversations.addInbound({ ...delivery, id: randomUUID() });
    await tx.conversations.addOutbound(
      ([2, 3] as const).map((sequence) => ({
        id: randomUUID(),
        conversationId: watcher.id,
        sequence,
        at: NOW,
        message: { kind: 'greeting' },
        status: 'shown',
        requestId: null,
      })),
    );
  });
  await db.store.transaction((tx) => tx.conversations.addInbound({ ...delivery, id: randomUUID() }));
  await everythingHeard(db.store);
  expect(watcher.calls()).toBe(1);
  watcher.stop();
});

test('who stopped watching hears nothing; whoever else watches the same conversation does', async () => {
  const watcher = await watched(db.store);
  let others = 0;
  const stop = db.store.watch(watcher.id, () => {
    others += 1;
  });
  watcher.stop();
  watcher.stop();
  await db.store.transaction((tx) => say(tx, watcher.id));
  await expect.poll(() => others).toBe(1);
  expect(watcher.calls()).toBe(0);
  stop();
});

test('when the listening connection was cut, everybody looks again as soon as it is back', async () => {
  const watcher = await watched(db.store);
  await db.sql.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
    `privacybalie ${CONVERSATION_CHANGED}`,
  ]);
  await db.store.transaction((tx) => say(tx, watcher.id));
  await expect.poll(watcher.calls).toBeGreaterThan(0);
  const before = watcher.calls();
  await db.store.transaction((tx) => say(tx, watcher.id, 2));
  await expect.poll(watcher.calls).toBe(before + 1);
  watcher.stop();
});

test('a database that is not there yet is listened to as soon as it is', async () => {
  let there = false;
  const listening = watchConversations((...asked) => {
    if (!there) return Promise.reject(new Error('connection refused'));
    return listenTo(db.connectionString)(...asked);
  });
  const watcher = await watched(listening);
  there = true;
  await expect.poll(watcher.calls).toBe(1);
  await db.store.transaction((tx) => say(tx, watcher.id));
  await expect.poll(watcher.calls).toBe(2);
  await listening.close();
});
