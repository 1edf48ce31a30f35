import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../src/platform/migrate.ts';
import { readMigrations } from '../../src/platform/migrations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let folder = '';
beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

async function ask(sql: string): Promise<unknown[]> {
  const client = new Client(database);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

const run = () => migrate(database.connectionString, { folder });

test('migrations are applied once, in the order of their names', async () => {
  await write('20260102000000_second', 'INSERT INTO word VALUES (2)');
  await write('20260101000000_first', 'CREATE TABLE word (number int)');
  expect(await run()).toEqual({ ok: true, value: ['20260101000000_first', '20260102000000_second'] });
  expect(await run()).toEqual({ ok: true, value: [] });
  expect(await ask('SELECT number FROM word')).toEqual([2]);
});

test('processes that start together apply each migration once', async () => {
  await write('20260101000000_first', 'CREATE TABLE word (number int); INSERT INTO word VALUES (1)');
  await write('20260102000000_second', 'INSERT INTO word VALUES (2)');
  const results = await Promise.all([run(), run(), run(), run()]);
  expect(results.flatMap((result) => (result.ok ? result.value : [result.refusal.code]))).toHaveLength(2);
  expect(await ask('SELECT number FROM word ORDER BY 1')).toEqual([1, 2]);
});

test('a migration may hold functions and texts with semicolons', async () => {
  const body = 'BEGIN PERFORM 1; RETURN NULL; END';
  await write(
    '20260101000000_first',
    `CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ ${body} $$; SELECT ';'`,
  );
  expect(await run()).toMatchObject({ ok: true });
});

test('a migration that fails half-way leaves nothing behind, names itself, and can be repaired', async () => {
  await write('20260101000000_first', 'CREATE TABLE word (number int)');
  await write('20260102000000_second', 'INSERT INTO word VALUES (2); SELECT nonsense');
  await expect(run()).rejects.toThrow('migration 20260102000000_second failed');
  expect(await ask('SELECT count(*)::int FROM word')).toEqual([0]);
  await write('20260102000000_second', 'INSERT INTO word VALUES (2)');
  expect(await run()).toEqual({ ok: true, value: ['20260102000000_second'] });
});

test('a database that a newer program migrated is left alone', async () => {
  await write('20260101000000_first', 'SELECT 1');
  await write('20260102000000_second', 'SELECT 1');
  await run();
  await rm(join(folder, '20260102000000_second'), { recursive: true });
  expect(await run()).toEqual({
    ok: false,
    refusal: { code: 'database.newer_than_program', params: { migration: '20260102000000_second' } },
  });
});

test('a migration that was changed after it was applied is refused by its name', async () => {
  await write('20260101000000_first', 'SELECT 1');
  await run();
  await write('20260101000000_first', 'SELECT 2');
  expect(await run()).toEqual({
    ok: false,
    refusal: { code: 'database.migration_changed', params: { migration: '20260101000000_first' } },
  });
});

test('the migrations of the program make a database from nothing', async () => {
  const names = (await readMigrations()).map(({ name }) => name);
  expect(await migrate(database.connectionString)).toEqual({ ok: true, value: names });
});

test('what SQL cannot convert is converted by code, in the transaction of the migration, or nothing of it is kept', async () => {
  await write(
    '20260101000000_first',
    'CREATE TABLE word (number int, name text); INSERT INTO word VALUES (1)',
  );
  await write('20260102000000_second', 'ALTER TABLE word ALTER COLUMN name SET NOT NULL');
  await expect(run()).rejects.toThrow('20260102000000_second');
  const convert = async (client: Client) => {
    await client.query(`UPDATE word SET name = 'one'`);
  };
  const conversions = { '20260102000000_second': convert };
  const later = await migrate(database.connectionString, { folder, conversions });
  expect(later).toEqual({ ok: true, value: ['20260102000000_second'] });
  expect(await ask('SELECT name FROM word')).toEqual(['one']);
});
