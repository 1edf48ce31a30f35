import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closedFolder } from '../../src/platform/postgres-account.ts';
import { disownStaleFile, isRunning, readPostmasterFile } from '../../src/platform/postmaster-file.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmaster-'));
  file = join(folder, 'postmaster.pid');
});
afterEach(() => rm(folder, { recursive: true }));

const content = (pid: number) => `${pid}\n/data\n1790000000\n5433\n\n127.0.0.1\n  1 2\nready   \n`;

test('no file and half a file mean that nothing is known to run', async () => {
  expect(await readPostmasterFile(folder)).toBeUndefined();
  await writeFile(file, '');
  expect(await readPostmasterFile(folder)).toBeUndefined();
});

test('a starting PostgreSQL is not ready, a started one is', async () => {
  await writeFile(file, content(4711).replace('ready', 'starting'));
  expect(await readPostmasterFile(folder)).toEqual({ pid: 4711, port: 5433, ready: false });
  await writeFile(file, content(4711));
  expect(await readPostmasterFile(folder)).toEqual({ pid: 4711, port: 5433, ready: true });
});

test('a process that lives but works elsewhere is not the PostgreSQL of this folder', async () => {
  expect(await isRunning(process.pid, folder)).toBe(false);
});

test('a stale file that names a living stranger is disowned, and keeps what PostgreSQL checks', async () => {
  await writeFile(file, content(process.pid));
  await disownStaleFile(folder, process.pid);
  const [pid, ...rest] = (await readFile(file, 'utf8')).split('\n');
  expect(Number(pid)).toBeGreaterThan(2 ** 22);
  expect(rest).toEqual(content(process.pid).split('\n').slice(1));
});

test('a stale file that names nobody is left to PostgreSQL', async () => {
  const nobody = 2 ** 22 + 2;
  await writeFile(file, content(nobody));
  await disownStaleFile(folder, nobody);
  expect(await readFile(file, 'utf8')).toBe(content(nobody));
});

test('the folder that keeps another user out is named; a way that may be passed through is free', async () => {
  const stranger = { uid: 4_711_001, gid: 4_711_001 };
  const inner = join(folder, 'data');
  await mkdir(inner);
  await chmod(folder, 0o700);
  await chmod(inner, 0o711);
  expect(await closedFolder(inner, stranger)).toBe(folder);
  await chmod(folder, 0o711);
  expect(await closedFolder(inner, stranger)).toBeUndefined();
});

test('who runs the program as itself is kept out of nothing', async () => {
  await chmod(folder, 0o700);
  expect(await closedFolder(folder, undefined)).toBeUndefined();
});
