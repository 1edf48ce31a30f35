import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asId, type ConversationId, type RequestId } from '../../../src/core/kernel/ids.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { createStore } from '../../../src/core/store/create-store.ts';
import { connectPrisma } from '../../../src/core/store/database.ts';
import { migrateStore } from '../../../src/migrate-store.ts';
import { createFieldCipher } from '../../../src/platform/field-cipher.ts';
import { migrate } from '../../../src/platform/migrate.ts';
import { MIGRATIONS_FOLDER } from '../../../src/platform/migrations.ts';
import { loadSecretKey } from '../../../src/platform/secret-key.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const SECRET = { secretKey: new Redacted(Buffer.alloc(32, 7)), previousSecretKeys: [], dataDir: '/nowhere' };
const FIRST = ['20261122110329_house', '20261122160000_staff_text_mail'];
const CHAT = '73100045';
const SEARCHED = randomUUID();
const REASON = 'Het scherm van Sanne is stuk';
const RECORD = {
  ref: 'mailbox:1',
  category: 'order',
  fields: [],
  matchedBy: [],
  thirdParty: false,
  provenance: { place: 'row 1', fetchedAt: '2026-11-02T10:00:00Z' },
};
const HELD = ['2030-12-31', '2033-12-31', '2031-12-31'].map((until) => ({
  ...RECORD,
  hold: { basis: 'awr_52', until },
}));
const cipher = createFieldCipher(await loadSecretKey(SECRET));

let database: TestDatabase;
let sql: Client;
let folder = '';

/** A database as the first version of the program left it. */
beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  for (const name of FIRST) await cp(join(MIGRATIONS_FOLDER, name), join(folder, name), { recursive: true });
  expect(await migrate(database.connectionString, { folder })).toMatchObject({ ok: true, value: FIRST });
  sql = new Client(database);
  await sql.connect();
});
afterEach(async () => {
  await sql.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** More conversations than one batch; the last one has a request whose search could not be done. */
async function fill(): Promise<{ readonly message: string }> {
  const id = randomUUID();
  const sealed = cipher.column('Conversation.dialogueEnc').seal('{"step":{"name":"idle"}}', id);
  const conversation = `INSERT INTO "Conversation" ("id", "channel", "key", "language", "dialogueEnc", "createdAt", "lastAt")`;
  await sql.query(
    `${conversation} SELECT gen_random_uuid(), 'telegram', 'chat-' || n, 'nl', '', now(), now()
     FROM generate_series(1, 2500) n`,
  );
  await sql.query(`${conversation} VALUES ($1, 'telegram', $2, 'nl', $3, now(), now())`, [id, CHAT, sealed]);
  const message = randomUUID();
  await sql.query(
    `INSERT INTO "Message" ("id", "conversationId", "sequence", "direction", "inboundKey", "at", "contentEnc", "status", "externalId")
     VALUES (gen_random_uuid(), $1, 1, 'in', $2, now(), '', 'stored', NULL),
       ($3, $1, 2, 'out', NULL, now(), $4, 'sent', $5)`,
    [
      id,
      `telegram:${CHAT}:1`,
      message,
      cipher.column('Message.contentEnc').seal('{"from":"desk","message":{"kind":"greeting"}}', message),
      `${CHAT}:2`,
    ],
  );
  await sql.query(
    `INSERT INTO "PrivacyRequest" ("id", "number", "right", "status", "version", "channel", "conversationId", "language",
       "receivedAt", "receivedDay", "policyDue", "staffDue", "customerDue", "wordsEnc", "state", "headHash", "createdAt")
     VALUES ($1, 'PB-2345-6789', 'access', 'gathering', 1, 'telegram', $2, 'nl', now(), '2026-11-02', '2026-12-02',
       '2026-12-02', '2026-12-02', '', '{}', '', now())`,
    [SEARCHED, id],
  );
  await sql.query(
    `INSERT INTO "SourceSearch" ("requestId", "source", "coverage", "counts", "updatedAt", "recordsEnc")
     VALUES ($1, 'mailbox', $2, '{}', now(), $3)`,
    [
      SEARCHED,
      JSON.stringify({ status: 'not_possible', reason: REASON }),
      cipher.column('SourceSearch.recordsEnc').seal(JSON.stringify(HELD), `${SEARCHED}/mailbox`),
    ],
  );
  return { message };
}

async function dump(): Promise<string> {
  const { rows } = await sql.query(
    `SELECT (SELECT string_agg(c::text, ' ') FROM "Conversation" c) || (SELECT string_agg(m::text, ' ') FROM "Message" m)
       || (SELECT string_agg(s::text, ' ') FROM "SourceSearch" s) AS text`,
  );
  return rows[0].text;
}

test('chat ids and what staff typed are sealed at the first start, and everything is found as before', async () => {
  const { message } = await fill();
  expect(await dump()).toContain(CHAT);
  expect(await migrateStore(SECRET, database.connectionString)).toMatchObject({ ok: true });
  const text = await dump();
  for (const readable of [CHAT, 'chat-1', REASON, 'Sanne']) expect(text).not.toContain(readable);

  const prisma = connectPrisma(database.connectionString, 2);
  const store = createStore({
    versions: 'test-1',
    prisma,
    cipher,
    sendJobs: async () => {},
    listen: () => Promise.reject(),
  });
  const found = await store.transaction(async (tx) => {
    const conversation = await tx.conversations.byKey('telegram', CHAT);
    if (conversation === undefined) throw new Error('the chat was lost');
    const repeated = await tx.conversations.addInbound({
      id: randomUUID(),
      conversationId: asId<ConversationId>(conversation.id),
      sequence: 3,
      inboundKey: `telegram:${CHAT}:1`,
      at: new Date(0),
      text: 'nog eens',
    });
    const searches = await tx.requests.searches(asId<RequestId>(SEARCHED));
    return { key: conversation.key, repeated, searches };
  });
  await store.close();
  await prisma.$disconnect();
  expect(found).toMatchObject({
    key: CHAT,
    repeated: false,
    searches: [{ coverage: { status: 'not_possible', reason: REASON } }],
  });
  const { rows } = await sql.query('SELECT "externalIdEnc" FROM "Message" WHERE "id" = $1', [message]);
  expect(cipher.column('Message.externalIdEnc').openText(rows[0].externalIdEnc, message)).toBe(`${CHAT}:2`);
});

test('what holds the records of a search before is known when they are gone', async () => {
  await fill();
  await migrateStore(SECRET, database.connectionString);
  const { rows } = await sql.query('SELECT "holds" FROM "SourceSearch"');
  expect(rows).toEqual([{ holds: [{ basis: 'awr_52', until: '2033-12-31' }] }]);
});

test('logs from before the seals are sealed by the same start', async () => {
  await fill();
  await migrateStore(SECRET, database.connectionString);
  const { rows } = await sql.query(
    `SELECT "number", "requests", (SELECT count(*)::int FROM "LogHead" WHERE "sealedMac" = "mac" AND "mac" <> '') AS "heads",
       (SELECT count(*)::int FROM "PrivacyRequest") AS "there" FROM "RegisterSeal"`,
  );
  expect(rows).toEqual([
    { number: 1, requests: rows[0].there, heads: rows[0].there, there: expect.any(Number) },
  ]);
  expect(rows[0].there).toBeGreaterThan(0);
});

test('where the secret is missing nothing is lost or half done, and the next start seals it', async () => {
  await fill();
  await expect(migrate(database.connectionString)).rejects.toThrow('20261122170001_sealed_keys');
  expect(await dump()).toContain(CHAT);
  expect(await migrateStore(SECRET, database.connectionString)).toMatchObject({ ok: true });
  expect(await dump()).not.toContain(CHAT);
});

test('after a change of key a chat is found by its old hash and gets the new one, and a repeat stays a repeat', async () => {
  await migrateStore(SECRET, database.connectionString);
  const prisma = connectPrisma(database.connectionString, 2);
  const storeWith = (own: typeof cipher) =>
    createStore({
      versions: 'test-1',
      prisma,
      cipher: own,
      sendJobs: async () => {},
      listen: () => Promise.reject(),
    });
  const arrive = (own: typeof cipher) =>
    storeWith(own).transaction(async (tx) => {
      const { id, key, nextSequence } = await tx.conversations.lock('telegram', CHAT, 'nl', new Date(0));
      const message = { id: randomUUID(), conversationId: id, at: new Date(0), text: 'hallo' };
      const stored = await tx.conversations.addInbound({
        ...message,
        sequence: nextSequence,
        inboundKey: `telegram:${CHAT}:1`,
      });
      return { id, key, stored, found: (await tx.conversations.byKey('telegram', CHAT))?.id };
    });
  const first = await arrive(cipher);
  const rotated = { ...SECRET, secretKey: new Redacted(Buffer.alloc(32, 8)) };
  const both = { ...rotated, previousSecretKeys: [SECRET.secretKey] };
  const second = await arrive(createFieldCipher(await loadSecretKey(both)));
  expect(second).toEqual({ id: first.id, key: CHAT, stored: false, found: first.id });
  const { rows } = await sql.query('SELECT "key" FROM "Conversation"');
  const [now] = createFieldCipher(await loadSecretKey(rotated)).pseudonyms('Conversation.key', CHAT);
  expect(rows).toEqual([{ key: now }]);
  await prisma.$disconnect();
});
