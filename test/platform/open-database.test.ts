import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import type { DatabaseRole } from '../../src/platform/database-session.ts';
import { openDatabase } from '../../src/platform/open-database.ts';
import { stopCluster } from '../../src/platform/postgres-cluster.ts';
import { readPostmasterFile } from '../../src/platform/postmaster-file.ts';

let dataDir = '';

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'open-database-'));
  await chmod(folder, 0o711);
  dataDir = join(folder, 'data');
});

afterEach(() => stopCluster(join(dataDir, 'postgres')));
afterAll(() => rm(dirname(dataDir), { recursive: true }));

const keys = (secretKey?: number, ...before: readonly number[]) => ({
  secretKey: secretKey === undefined ? undefined : new Redacted(Buffer.alloc(32, secretKey)),
  previousSecretKeys: before.map((byte) => new Redacted(Buffer.alloc(32, byte))),
});

const reading = (role: DatabaseRole, secrets = keys(1), databaseUrl?: Redacted<string>) =>
  openDatabase({ databaseUrl, dataDir, ...secrets }, { role });

async function open(role: DatabaseRole, secrets = keys(1)) {
  const opened = await reading(role, secrets);
  if (!opened.ok) throw new Error(opened.refusal.code);
  return opened.value;
}

async function ask(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: 'array' });
  await client.end();
  return rows.flat();
}

const runs = async () => (await readPostmasterFile(join(dataDir, 'postgres'))) !== undefined;

test('two first starts at once make one database, and the last to leave stops it', async () => {
  const [one, other] = await Promise.all([open('server'), open('client')]);
  expect(other.connectionString).toBe(one.connectionString);
  await ask(one.connectionString, 'CREATE TABLE kept (word text)');
  await ask(other.connectionString, "INSERT INTO kept VALUES ('bewaard')");
  await other.stop();
  expect(await runs()).toBe(true);
  await one.stop();
  expect(await runs()).toBe(false);
});

test('a second start finds what the first stored', async () => {
  const database = await open('server');
  expect(await ask(database.connectionString, 'SELECT word FROM kept')).toEqual(['bewaard']);
  await database.stop();
});

test('a second server is refused, and the first goes on', async () => {
  const first = await open('server');
  expect(await reading('server')).toMatchObject({ ok: false, refusal: { code: 'database.already_served' } });
  expect(await ask(first.connectionString, 'SELECT word FROM kept')).toEqual(['bewaard']);
  await first.stop();
});

test('a command that finds no server starts the database and stops it afterwards', async () => {
  const command = await open('client');
  expect(await ask(command.connectionString, 'SELECT word FROM kept')).toEqual(['bewaard']);
  await command.stop();
  expect(await runs()).toBe(false);
});

test('a server that comes while a command is busy keeps the database when the command ends', async () => {
  const command = await open('client');
  const server = await open('server');
  await command.stop();
  expect(await ask(server.connectionString, 'SELECT word FROM kept')).toEqual(['bewaard']);
  await server.stop();
  expect(await runs()).toBe(false);
});

test('the encoding is UTF-8 and the time zone UTC, whatever the machine has', async () => {
  const database = await open('client');
  const settings = ['server_encoding', 'timezone', 'fsync', 'password_encryption', 'listen_addresses'];
  const shown = settings.map((name) => ask(database.connectionString, `SHOW ${name}`));
  expect((await Promise.all(shown)).flat()).toEqual(['UTF8', 'UTC', 'on', 'scram-sha-256', '127.0.0.1']);
  expect(await ask(database.connectionString, "SELECT upper('één')")).toEqual(['ÉÉN']);
  await database.stop();
});

test('nobody gets in without the password', async () => {
  const database = await open('client');
  const url = new URL(database.connectionString);
  url.password = 'guess';
  await expect(ask(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  await database.stop();
});

test('another secret key does not open the database, unless it names the one before', async () => {
  expect(await reading('client', keys(2))).toMatchObject({
    ok: false,
    refusal: { code: 'database.other_key' },
  });
  await (await open('client', keys(2, 1))).stop();
  await (await open('client', keys(2))).stop();
  await (await open('client', keys(1, 2))).stop();
});

test('DATABASE_URL is used as it is, by as many servers as there are', async () => {
  const embedded = await open('client');
  const address = new Redacted(embedded.connectionString);
  const servers = await Promise.all([reading('server', keys(), address), reading('server', keys(), address)]);
  for (const server of servers) {
    if (!server.ok) throw new Error(server.refusal.code);
    expect(server.value.connectionString).toBe(embedded.connectionString);
    await server.value.stop();
  }
  expect(await ask(embedded.connectionString, 'SELECT word FROM kept')).toEqual(['bewaard']);
  await embedded.stop();
});

test('a DATABASE_URL that does not answer is refused by its host, without its password', async () => {
  const address = new Redacted('postgresql://desk:hunter2@127.0.0.1:9/desk');
  expect(await reading('server', keys(), address)).toEqual({
    ok: false,
    refusal: { code: 'database.unreachable', params: { host: '127.0.0.1:9', reason: 'ECONNREFUSED' } },
  });
});
