import { expect, test } from 'vitest';
import { lockOrder } from '../../../src/core/store/lock-order.ts';
import { useTestStore } from '../../support/store.ts';
import { aConversation, storeRequest } from './stored-rows.ts';

const db = useTestStore();

test('conversations come before requests, and several of a kind by ascending id', () => {
  const locks = lockOrder();
  for (const id of ['c1', 'c2']) locks.conversation(id);
  for (const id of ['a1', 'a2']) locks.request(id);
  expect(() => locks.conversation('c3')).toThrow('a conversation is locked after a request');
  expect(() => locks.request('a0')).toThrow('a request is locked after a request');
  expect(() => lockOrder().conversation('c1')).not.toThrow();
});

test('what is held, or was made by the transaction itself, may be locked at any time', () => {
  const locks = lockOrder();
  locks.conversation('c1');
  locks.request('a2');
  locks.holds('a1');
  for (const id of ['a1', 'a2']) locks.request(id);
  locks.conversation('c1');
  expect(() => locks.request('a0')).toThrow();
});

test('the store refuses locks in an order that could end in a deadlock', async () => {
  const [request, other] = await db.store.transaction(async (tx) => [
    await storeRequest(tx),
    await storeRequest(tx),
  ]);
  const [low = request, high = request] = [request, other].sort((a, b) => (a.id < b.id ? -1 : 1));
  await expect(
    db.store.transaction(async (tx) => {
      await tx.requests.lock(request.id);
      await tx.conversations.lockById(request.conversationId);
    }),
  ).rejects.toThrow('docs/architecture.md');
  await expect(
    db.store.transaction(async (tx) => {
      await tx.requests.lock(high.id);
      await tx.requests.lock(low.id);
    }),
  ).rejects.toThrow('docs/architecture.md');
  const locked = await db.store.transaction(async (tx) => {
    await tx.conversations.lockById(request.conversationId);
    return tx.requests.lockAll([high.id, low.id]);
  });
  expect(locked.map(({ id }) => id)).toEqual([low.id, high.id]);
});

test('a conversation that is new belongs to the transaction that made it', async () => {
  const request = await db.store.transaction((tx) => storeRequest(tx));
  await db.store.transaction(async (tx) => {
    await tx.requests.lock(request.id);
    await tx.conversations.lockById(await aConversation(tx));
  });
});
