import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Tx } from '../../../src/core/application/ports.ts';
import type { ConversationRow } from '../../../src/core/application/rows.ts';
import type { DialogueState } from '../../../src/core/conversation/dialogue-state.ts';
import type { OutboundMessage } from '../../../src/core/conversation/messages.ts';
import { newId } from '../../../src/core/kernel/ids.ts';
import { day } from '../../support/request-builder.ts';
import { useTestStore } from '../../support/store.ts';
import { aConversation, NOW } from './stored-rows.ts';

const db = useTestStore();

function lock(tx: Tx, key: string): Promise<ConversationRow> {
  return tx.conversations.lock('web', key, 'nl', NOW);
}

/** What one turn does: the next number, the message, the number after it. */
async function say(tx: Tx, key: string, text: string, inboundKey: string = randomUUID()): Promise<boolean> {
  const { id: conversationId, nextSequence: sequence } = await lock(tx, key);
  const message = { id: randomUUID(), conversationId, sequence, inboundKey, at: NOW, text };
  const stored = await tx.conversations.addInbound(message);
  if (stored) await tx.conversations.save(conversationId, { nextSequence: sequence + 1 });
  return stored;
}

async function answer(
  tx: Tx,
  key: string,
  ...messages: readonly OutboundMessage[]
): Promise<readonly string[]> {
  const { id: conversationId, nextSequence } = await lock(tx, key);
  const rows = messages.map((message, index) => ({
    id: randomUUID(),
    conversationId,
    sequence: nextSequence + index,
    at: NOW,
    message,
    status: 'queued' as const,
    requestId: null,
  }));
  await tx.conversations.addOutbound(rows);
  await tx.conversations.save(conversationId, { nextSequence: nextSequence + rows.length });
  return rows.map(({ id }) => id);
}

async function waitingForLocks(): Promise<number | null> {
  return (await db.sql.query('SELECT 1 FROM pg_locks WHERE NOT granted')).rowCount;
}

function textsOf(key: string): Promise<readonly string[]> {
  return db.store.transaction(async (tx) => {
    const { id } = await lock(tx, key);
    const rows = await tx.conversations.transcript(id, 0);
    return rows.map(({ sequence, content }) =>
      content.from === 'customer' ? `${sequence} ${content.text}` : `${sequence} [${content.message.kind}]`,
    );
  });
}

test('a new conversation is idle and its first message gets number 1', async () => {
  const row = await db.store.transaction((tx) => tx.conversations.lock('telegram', 'first', 'en', NOW));
  expect(row).toEqual({
    id: expect.any(String),
    channel: 'telegram',
    key: 'first',
    language: 'en',
    dialogue: { step: { name: 'idle' } },
    noticeVersion: null,
    humanWantedAt: null,
    nextSequence: 1,
  });
});

test('the same key on another channel is another conversation', async () => {
  const [web, telegram, again] = await db.store.transaction(async (tx) => [
    await tx.conversations.lock('web', '7', 'nl', NOW),
    await tx.conversations.lock('telegram', '7', 'nl', NOW),
    await tx.conversations.lock('web', '7', 'en', NOW),
  ]);
  expect(telegram?.id).not.toBe(web?.id);
  expect(again).toEqual(web);
});

test('what a turn saves is what the next turn finds', async () => {
  const dialogue: DialogueState = {
    step: {
      name: 'confirming_right',
      options: ['access', 'erasure'],
      asked: { words: 'weg ermee', receivedAt: NOW.toISOString(), sourceKey: '5' },
    },
    name: 'Sanne Voorbeeld',
    email: 'sanne@example.nl',
  };
  const { id } = await db.store.transaction((tx) => lock(tx, 'saved'));
  await db.store.transaction((tx) =>
    tx.conversations.save(id, {
      dialogue,
      language: 'en',
      notice: { version: '3', at: NOW },
      humanWantedAt: NOW,
      nextSequence: 4,
      movedTo: 'moved',
      lastAt: NOW,
    }),
  );
  const found = await db.store.transaction((tx) => tx.conversations.byKey('web', 'moved'));
  expect(found).toEqual({
    id,
    channel: 'web',
    key: 'moved',
    language: 'en',
    dialogue,
    noticeVersion: '3',
    humanWantedAt: NOW,
    nextSequence: 4,
  });
  await db.store.transaction(async (tx) => {
    await tx.conversations.save(id, { humanWantedAt: null });
    await tx.conversations.save(id, {});
    expect(await tx.conversations.byId(id)).toMatchObject({ humanWantedAt: null, dialogue, nextSequence: 4 });
    expect(await tx.conversations.lockById(id)).toMatchObject({ id });
    expect(await tx.conversations.byKey('web', 'saved')).toBeUndefined();
    expect(await tx.conversations.byId(newId())).toBeUndefined();
  });
  // In a transaction of its own: a random id may come before the one that is locked above.
  expect(await db.store.transaction((tx) => tx.conversations.lockById(newId()))).toBeUndefined();
});

test('a delivery that comes again is told from a new one, and stored once', async () => {
  const first = await db.store.transaction((tx) => say(tx, 'repeat', 'hallo', 'web:1'));
  const repeated = await db.other.transaction((tx) => say(tx, 'repeat', 'hallo', 'web:1'));
  expect([first, repeated]).toEqual([true, false]);
  expect(await textsOf('repeat')).toEqual(['1 hallo']);
  expect(
    await db.store.transaction(async (tx) => [
      await tx.conversations.seen('web:1'),
      await tx.conversations.seen('web:2'),
    ]),
  ).toEqual([true, false]);
});

test('the same delivery handled by two processes at once is stored once', async () => {
  const stored = await Promise.all([
    db.store.transaction((tx) => say(tx, 'twice', 'hallo', 'web:both')),
    db.other.transaction((tx) => say(tx, 'twice', 'hallo', 'web:both')),
  ]);
  expect(stored.toSorted()).toEqual([false, true]);
  expect(await textsOf('twice')).toEqual(['1 hallo']);
});

test('messages handled at the same time get numbers one after the other, without a gap', async () => {
  const texts = ['een', 'twee', 'drie', 'vier', 'vijf', 'zes'];
  await Promise.all(
    texts.map((text, index) => (index % 2 ? db.store : db.other).transaction((tx) => say(tx, 'busy', text))),
  );
  const stored = await textsOf('busy');
  expect(stored.map((line) => line.split(' ')[0])).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(stored.map((line) => line.split(' ')[1]).toSorted()).toEqual(texts.toSorted());
});

test('a conversation that is being handled keeps the next turn waiting until it is done', async () => {
  const order: string[] = [];
  let second: Promise<unknown> | undefined;
  await db.store.transaction(async (tx) => {
    await say(tx, 'slow', 'eerst');
    second = db.other.transaction((later) => say(later, 'slow', 'daarna')).then(() => order.push('second'));
    await expect.poll(() => waitingForLocks()).toBe(1);
    order.push('first');
  });
  await second;
  expect(order).toEqual(['first', 'second']);
  expect(await textsOf('slow')).toEqual(['1 eerst', '2 daarna']);
});

test('every message keeps its content and tells how its sending ended', async () => {
  const [sent = '', failed = '', queued = ''] = await db.store.transaction((tx) =>
    answer(
      tx,
      'out',
      { kind: 'receipt', number: 'PB-2345-6789', right: 'access', dueDay: day('2026-12-02') },
      { kind: 'status', requests: [] },
      { kind: 'staff_text', text: 'Dag Sanne', signedBy: 'Joris' },
    ),
  );
  await db.store.transaction(async (tx) => {
    await tx.conversations.markMessage(sent, 'sent', { externalId: '99' });
    await tx.conversations.markMessage(failed, 'failed', { failure: 'blocked' });
  });
  const read = (id: string) => db.store.transaction((tx) => tx.conversations.message(id));
  expect(await read(sent)).toMatchObject({
    status: 'sent',
    sequence: 1,
    at: NOW,
    requestId: null,
    content: {
      from: 'desk',
      message: { kind: 'receipt', number: 'PB-2345-6789', right: 'access', dueDay: '2026-12-02' },
    },
  });
  expect(await read(failed)).toMatchObject({ status: 'failed' });
  expect(await read(queued)).toMatchObject({ status: 'queued' });
  expect(await read(randomUUID())).toBeUndefined();
});

test('the transcript can be read from where a reader is', async () => {
  const rows = await db.store.transaction(async (tx) => {
    await say(tx, 'reader', 'een');
    await answer(tx, 'reader', { kind: 'greeting' }, { kind: 'thanks' });
    const { id } = await lock(tx, 'reader');
    return tx.conversations.transcript(id, 1);
  });
  expect(rows.map(({ sequence, status }) => `${sequence} ${status}`)).toEqual(['2 queued', '3 queued']);
});

test('no message at all is no statement at all', async () => {
  await db.store.transaction(async (tx) => {
    await tx.conversations.addOutbound([]);
    expect(await tx.conversations.transcript(await aConversation(tx), 0)).toEqual([]);
  });
});
