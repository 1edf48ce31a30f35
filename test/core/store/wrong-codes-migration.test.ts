import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { migrateStore } from '../../../src/migrate-store.ts';
import { migrate } from '../../../src/platform/migrate.ts';
import { MIGRATIONS_FOLDER } from '../../../src/platform/migrations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const SECRET = { secretKey: new Redacted(Buffer.alloc(32, 7)), previousSecretKeys: [], dataDir: '/nowhere' };

let database: TestDatabase;
let sql: Client;
let folder = '';

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  const name = '20261122110329_house';
  await cp(join(MIGRATIONS_FOLDER, name), join(folder, name), { recursive: true });
  await migrate(database.connectionString, { folder });
  sql = new Client(database);
  await sql.connect();
});
afterEach(async () => {
  await sql.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

test('an update gives nobody new guesses: what was counted before is counted on', async () => {
  const [conversation, request] = [randomUUID(), randomUUID()];
  await sql.query(
    `INSERT INTO "Conversation" ("id", "channel", "key", "language", "dialogueEnc", "createdAt", "lastAt")
     VALUES ($1, 'web', 'visitor', 'nl', '', now(), now())`,
    [conversation],
  );
  await sql.query(
    `INSERT INTO "PrivacyRequest" ("id", "number", "right", "status", "version", "channel", "conversationId", "language",
       "receivedAt", "receivedDay", "policyDue", "staffDue", "customerDue", "wordsEnc", "state", "headHash", "createdAt")
     VALUES ($1, 'PB-2345-6789', 'access', 'received', 1, 'web', $2, 'nl', now(), '2026-11-02', '2026-12-02',
       '2026-12-02', '2026-12-02', '', '{}', '', now())`,
    [request, conversation],
  );
  await sql.query(
    `INSERT INTO "Challenge" ("id", "requestId", "conversationId", "purpose", "addressEnc", "addressHash", "codeHash",
       "ipHash", "reportTokenHash", "createdAt", "tries")
     SELECT gen_random_uuid(), $1, $2, 'prove_mailbox', '', 'address', 'code', 'network', 'token ' || n, now(), n
     FROM generate_series(0, 2) n`,
    [request, conversation],
  );
  expect(await migrateStore(SECRET, database.connectionString)).toMatchObject({ ok: true });
  const { rows } = await sql.query(
    'SELECT "requestId", "conversationId", "purpose", "limitHashes", "ipHash", "forgivenAt" FROM "WrongCode"',
  );
  const wrong = { requestId: request, conversationId: conversation, purpose: 'prove_mailbox' };
  const counted = { ...wrong, limitHashes: ['address'], ipHash: 'network', forgivenAt: null };
  expect(rows).toEqual([counted, counted, counted]);
  const codes = await sql.query('SELECT DISTINCT "limitHash" FROM "Challenge"');
  expect(codes.rows).toEqual([{ limitHash: 'address' }]);
});
