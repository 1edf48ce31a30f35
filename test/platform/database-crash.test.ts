import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { stopCluster } from '../../src/platform/postgres-cluster.ts';
import { isRunning, readPostmasterFile } from '../../src/platform/postmaster-file.ts';

const HOLDER = resolve(import.meta.dirname, '../support/hold-database.ts');
const OPENED = z
  .object({ value: z.object({ connectionString: z.string() }) })
  .transform((opened) => opened.value);

let dataDir = '';
let holders: ChildProcess[] = [];

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'database-crash-'));
  await chmod(folder, 0o711);
  dataDir = join(folder, 'data');
  const { holder, connectionString } = await hold();
  await ask(connectionString, 'CREATE TABLE kept (word text)');
  await letGo(holder);
});

afterEach(async () => {
  for (const holder of holders) await kill(holder);
  holders = [];
  await stopCluster(join(dataDir, 'postgres'));
});

afterAll(() => rm(dirname(dataDir), { recursive: true }));

/** A server in a process of its own, so that it can be killed. */
async function hold({ detached = false } = {}) {
  const holder = spawn(process.execPath, [HOLDER, dataDir, 'server'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached,
  });
  holders.push(holder);
  const [line] = await once(createInterface(holder.stdout), 'line');
  return { holder, ...OPENED.parse(JSON.parse(String(line))) };
}

async function letGo(holder: ChildProcess): Promise<number | null> {
  const exit = once(holder, 'exit');
  holder.stdin?.end();
  await exit;
  return holder.exitCode;
}

async function kill(holder: ChildProcess): Promise<void> {
  if (holder.exitCode !== null || holder.signalCode !== null) return;
  const exit = once(holder, 'exit');
  holder.kill('SIGKILL');
  await exit;
}

async function ask(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: 'array' });
  await client.end();
  return rows.flat();
}

async function postmaster() {
  const found = await readPostmasterFile(join(dataDir, 'postgres'));
  if (found === undefined) throw new Error('PostgreSQL does not run');
  return found;
}

async function killPostgres(): Promise<void> {
  const { pid } = await postmaster();
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => isRunning(pid, join(dataDir, 'postgres'))).toBe(false);
}

test('a process that stops cleanly leaves no PostgreSQL behind', async () => {
  const { holder } = await hold();
  const { pid } = await postmaster();
  expect(await letGo(holder)).toBe(0);
  expect(await isRunning(pid, join(dataDir, 'postgres'))).toBe(false);
});

test('Ctrl-C reaches the program only: PostgreSQL is in no process group with it', async () => {
  const { holder } = await hold({ detached: true });
  const { pid } = await postmaster();
  const exit = once(holder, 'exit');
  process.kill(-Number(holder.pid), 'SIGINT');
  await exit;
  const next = await hold();
  expect((await postmaster()).pid).toBe(pid);
  expect(await letGo(next.holder)).toBe(0);
});

test('after kill -9 of the program the next start takes over the PostgreSQL that lives on', async () => {
  const { holder, connectionString } = await hold();
  const { pid } = await postmaster();
  await ask(connectionString, "INSERT INTO kept VALUES ('program')");
  await kill(holder);
  const next = await hold();
  expect((await postmaster()).pid).toBe(pid);
  expect(await ask(next.connectionString, "SELECT word FROM kept WHERE word = 'program'")).toEqual([
    'program',
  ]);
  expect(await letGo(next.holder)).toBe(0);
});

test('after kill -9 of the program and of PostgreSQL the next start recovers what was committed', async () => {
  const { holder, connectionString } = await hold();
  await ask(connectionString, "INSERT INTO kept VALUES ('both')");
  await kill(holder);
  await killPostgres();
  const next = await hold();
  expect(await ask(next.connectionString, "SELECT word FROM kept WHERE word = 'both'")).toEqual(['both']);
  expect(await letGo(next.holder)).toBe(0);
});

test('a stale pid file whose number now belongs to another process does not stop the start', async () => {
  const { holder } = await hold();
  await kill(holder);
  await killPostgres();
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  const [, ...rest] = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, [process.pid, ...rest].join('\n'));
  const next = await hold();
  expect((await postmaster()).pid).not.toBe(process.pid);
  expect(await letGo(next.holder)).toBe(0);
});

test('PostgreSQL that is killed under a running program comes back at the same address', async () => {
  const { holder, connectionString } = await hold();
  await ask(connectionString, "INSERT INTO kept VALUES ('postgres')");
  await killPostgres();
  const word = () => ask(connectionString, "SELECT word FROM kept WHERE word = 'postgres'").catch(() => []);
  await expect.poll(word).toEqual(['postgres']);
  expect(await letGo(holder)).toBe(0);
});
