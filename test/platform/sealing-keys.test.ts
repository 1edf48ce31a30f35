import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { createFieldCipher } from '../../src/platform/field-cipher.ts';
import { loadSecretKey } from '../../src/platform/secret-key.ts';
import { prepareDatabase } from '../../src/prepare-database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const LABEL = 'CaughtMail.contentEnc';

let database: TestDatabase;
let sql: Client;
beforeEach(async () => {
  database = await createTestDatabase();
  sql = new Client({ connectionString: database.connectionString });
  await sql.connect();
});
afterEach(async () => {
  await sql.end();
  await database.drop();
});

/** Keys by a letter; the first is the present one, the others were before it. */
function keys([present = '', ...before]: string) {
  const secret = (letter: string) => new Redacted(Buffer.alloc(32, letter));
  return { secretKey: secret(present), previousSecretKeys: before.map(secret), dataDir: '/nowhere' };
}

async function start(letters: string): Promise<string> {
  const prepared = await prepareDatabase(database.connectionString, keys(letters));
  return prepared.ok ? 'started' : prepared.refusal.code;
}

/** Content as a program with this key has written it; answers the id of the row. */
async function seal(letter: string): Promise<string> {
  const id = randomUUID();
  const cipher = createFieldCipher(await loadSecretKey(keys(letter)));
  const sealed = cipher.column(LABEL).seal('{}', id);
  await sql.query('INSERT INTO "CaughtMail" ("id", "at", "contentEnc") VALUES ($1, now(), $2)', [id, sealed]);
  return id;
}

async function known(): Promise<readonly unknown[]> {
  return (await sql.query('SELECT * FROM "SealingKey" ORDER BY "firstUsedAt"')).rows;
}

test('the first start remembers its key by a mark that tells nothing of the key; every later one with it starts', async () => {
  expect([await start('a'), await start('a')]).toEqual(['started', 'started']);
  const { fingerprint, keyId } = await loadSecretKey(keys('a'));
  expect(await known()).toEqual([{ fingerprint, keyId, firstUsedAt: expect.any(Date) }]);
  const secret = Buffer.alloc(32, 'a');
  for (const shown of [secret.toString('hex'), secret.toString('base64'), 'aaaa'])
    expect(JSON.stringify(await known())).not.toContain(shown);
});

test('another key is refused, also when nothing is sealed yet, and nothing is written', async () => {
  await start('a');
  const before = await known();
  expect(await start('b')).toBe('secret_key.wrong');
  expect(await known()).toEqual(before);
});

test('another key is refused before a migration runs, which would seal with it', async () => {
  await start('a');
  await sql.query(
    `DELETE FROM "_prisma_migrations" WHERE "migration_name" = (SELECT max("migration_name") FROM "_prisma_migrations")`,
  );
  const history = async () => (await sql.query('SELECT * FROM "_prisma_migrations"')).rows;
  const before = await history();
  expect(await start('b')).toBe('secret_key.wrong');
  expect(await history()).toEqual(before);
});

test('a key that replaces another is taken when the other stands beside it, and then there is no way back without it', async () => {
  await start('a');
  await seal('a');
  expect(await start('ba')).toBe('started');
  expect(await start('ba')).toBe('started');
  expect(await start('b')).toBe('secret_key.missing');
  expect(await start('a')).toBe('secret_key.missing');
  expect(await start('c')).toBe('secret_key.wrong');
  expect(await start('ab')).toBe('started');
});

test('a key of before may be left out when nothing is sealed with it any more', async () => {
  await start('a');
  const id = await seal('a');
  await start('ba');
  await seal('b');
  await sql.query('DELETE FROM "CaughtMail" WHERE "id" = $1', [id]);
  expect(await start('b')).toBe('started');
  expect(await known()).toHaveLength(1);
  expect(await start('a')).toBe('secret_key.wrong');
});

test('a later key is never forgotten by a program that still has the one before it', async () => {
  await start('a');
  await start('ba');
  expect(await start('a')).toBe('secret_key.missing');
  expect(await known()).toHaveLength(2);
});

test('a database from before this check is taken over with the key that opens it, and with no other', async () => {
  await seal('a');
  expect(await start('b')).toBe('secret_key.wrong');
  expect(await known()).toEqual([]);
  expect(await start('a')).toBe('started');
  expect(await start('b')).toBe('secret_key.wrong');
});

test('one that two keys have sealed is taken over with both', async () => {
  await seal('a');
  await seal('b');
  for (const one of ['a', 'b', 'ca']) expect(await start(one)).toBe('secret_key.wrong');
  expect(await start('ba')).toBe('started');
  expect(await start('b')).toBe('secret_key.missing');
});

test('one damaged value does not stop the right key', async () => {
  await seal('a');
  const damaged = await seal('a');
  await sql.query(
    `UPDATE "CaughtMail" SET "contentEnc" = set_byte("contentEnc", 20, 255 - get_byte("contentEnc", 20)) WHERE "id" = $1`,
    [damaged],
  );
  await sql.query(`UPDATE "CaughtMail" SET "contentEnc" = ''::bytea WHERE "id" = $1`, [await seal('a')]);
  await seal('a');
  expect(await start('a')).toBe('started');
});

test('of two keys that come to an empty database together one wins, and the other is refused', async () => {
  const outcomes = await Promise.all([start('a'), start('b')]);
  expect(outcomes.toSorted()).toEqual(['secret_key.wrong', 'started']);
  expect(await known()).toHaveLength(1);
});

test('a database without any table is anybody’s', async () => {
  const empty = await createTestDatabase({ empty: true });
  expect(await prepareDatabase(empty.connectionString, keys('a'))).toMatchObject({ ok: true });
  await empty.drop();
});
