import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Tx } from '../../../src/core/application/ports.ts';
import { createStore } from '../../../src/core/store/create-store.ts';
import { connectPrisma } from '../../../src/core/store/database.ts';
import { listenTo } from '../../../src/platform/listen.ts';
import { useTestStore } from '../../support/store.ts';
import { aConversation, aTask, NOW, storeRequest } from './stored-rows.ts';

const db = useTestStore();
beforeAll(() => db.queue());

const TABLES = ['"Conversation"', '"Message"', '"PrivacyRequest"', '"RequestEvent"', '"Task"', 'pgboss.job'];

async function counts(): Promise<readonly number[]> {
  const each = TABLES.map((table) => `(SELECT count(*)::int FROM ${table})`);
  const { rows } = await db.sql.query<{ n: readonly number[] }>(`SELECT ARRAY[${each.join()}] AS n`);
  return rows[0]?.n ?? [];
}

async function everything(tx: Tx): Promise<void> {
  const conversationId = await aConversation(tx);
  await tx.conversations.addInbound({
    id: randomUUID(),
    conversationId,
    sequence: 1,
    inboundKey: randomUUID(),
    at: NOW,
    text: 'hallo',
  });
  const { id: requestId } = await storeRequest(tx, undefined, { conversationId });
  await tx.tasks.add(aTask({ requestId }));
  await tx.enqueue('gather-source', { requestId, source: 'jouwweb' });
  await tx.enqueue('send-answer', { requestId, letterId: randomUUID() }, { startAt: NOW });
}

test('a transaction that throws leaves nothing, no job either, and rejects with its error', async () => {
  const before = await counts();
  const bug = new Error('a bug');
  const failing = db.store.transaction(async (tx) => {
    await everything(tx);
    throw bug;
  });
  await expect(failing).rejects.toBe(bug);
  expect(await counts()).toEqual(before);
});

test('what a transaction wrote and its jobs are there together', async () => {
  const before = await counts();
  await db.store.transaction(everything);
  expect(await counts()).toEqual(before.map((n, index) => n + (TABLES[index] === 'pgboss.job' ? 2 : 1)));
});

test('a job for later starts at its time', async () => {
  const startAt = new Date('2031-05-06T07:08:09Z');
  const letterId = randomUUID();
  await db.store.transaction((tx) =>
    tx.enqueue('send-answer', { requestId: randomUUID(), letterId }, { startAt }),
  );
  const { rows } = await db.sql.query(`SELECT start_after FROM pgboss.job WHERE data->>'letterId' = $1`, [
    letterId,
  ]);
  expect(rows).toEqual([{ start_after: startAt }]);
});

test('two transactions that lock each other out both succeed: the victim runs again', async () => {
  const [left, right] = await db.store.transaction(async (tx) => [
    await aConversation(tx),
    await aConversation(tx),
  ]);
  let runs = 0;
  const meeting = Promise.withResolvers<void>();
  const crossing = (first: typeof left, second: typeof left) => async (tx: Tx) => {
    runs += 1;
    await tx.conversations.save(first, { nextSequence: 6 });
    if (runs === 2) meeting.resolve();
    await meeting.promise;
    await tx.conversations.save(second, { nextSequence: 7 });
  };
  await Promise.all([
    db.store.transaction(crossing(left, right)),
    db.other.transaction(crossing(right, left)),
  ]);
  expect(runs).toBe(3);
});

test('instants keep their value whatever the time zone of the server', async () => {
  await db.sql.query(`ALTER ROLE CURRENT_USER SET TimeZone TO 'Asia/Tokyo'`);
  const prisma = connectPrisma(db.connectionString, 1);
  try {
    const zone = await prisma.$queryRaw`SELECT current_setting('TimeZone') AS zone`;
    expect(zone).toEqual([{ zone: 'UTC' }]);
    const now =
      await prisma.$queryRaw`SELECT ${NOW}::timestamptz AS at, ${NOW}::timestamptz = ${NOW.toISOString()}::timestamptz AS same`;
    expect(now).toEqual([{ at: NOW, same: true }]);
  } finally {
    await db.sql.query('ALTER ROLE CURRENT_USER RESET TimeZone');
    await prisma.$disconnect();
  }
});

test('a database that is gone rejects, so that the channel does not acknowledge', async () => {
  const nowhere = 'postgresql://nobody:nothing@127.0.0.1:1/nothing';
  const prisma = connectPrisma(nowhere, 1);
  const store = createStore({
    versions: 'test-1',
    prisma,
    cipher: db.cipher,
    sendJobs: async () => undefined,
    listen: listenTo(nowhere),
  });
  await expect(store.transaction((tx) => aConversation(tx))).rejects.toThrow();
  await store.close();
  await prisma.$disconnect();
});

test('a connection that is cut in the middle rejects, keeps nothing, and the next transaction works', async () => {
  const before = await counts();
  const cut = db.store.transaction(async (tx) => {
    await everything(tx);
    await db.sql.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'privacybalie store' AND datname = current_database()`,
    );
    await everything(tx);
  });
  await expect(cut).rejects.toThrow();
  expect(await counts()).toEqual(before);
  await db.store.transaction(everything);
  expect(await counts()).not.toEqual(before);
});
