import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { appendFile } from '../../src/platform/append-file.ts';

const WRITER = resolve(import.meta.dirname, '../support/write-lines.ts');
let folder = '';
let file = '';
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'append-file-'));
});
beforeEach(async () => {
  made += 1;
  file = join(folder, `${made}`, 'lines');
  await appendFile(file).append('{"first":1}');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Another process at the same file; `ended` says how. */
function writer(role: string, count = 0) {
  const child = spawn(process.execPath, [WRITER, file, role, String(count)], { stdio: 'inherit' });
  return { child, ended: once(child, 'exit').then(([code, signal]: unknown[]) => signal ?? code) };
}

test('lines that two processes add while a third puts others in the place of all are never lost', async () => {
  const COUNT = 60;
  const writers = [writer('append', COUNT), writer('append', COUNT)];
  let running = true;
  const ended = Promise.all(writers.map((one) => one.ended)).finally(() => {
    running = false;
  });
  const lines = appendFile(file);
  let dropped = 0;
  for (let round = 0; running; round += 1) {
    await lines.append(`{"old":${round}}`);
    await lines.rewrite((all) => all.filter((line) => !line.startsWith('{"old"')));
    dropped += 1;
  }
  expect(await ended).toEqual([0, 0]);
  expect(dropped).toBeGreaterThan(1);
  const kept = Array.from({ length: COUNT }, (_, i) => `{"kept":${i}}`);
  expect((await lines.lines()).toSorted()).toEqual(['{"first":1}', ...kept, ...kept].toSorted());
}, 60_000);

test('a process that is killed with the lock in its hand leaves the lines as they were, and no lock', async () => {
  expect(await writer('die-in-lock').ended).toBe('SIGKILL');
  await appendFile(file).append('{"second":2}');
  expect(await appendFile(file).lines()).toEqual(['{"first":1}', '{"second":2}']);
});

test('a process that is killed while it writes the new content leaves the old or the new, whole', async () => {
  const seen = watch(join(file, '..'));
  const { child, ended } = writer('rewrite', 400_000);
  seen.on('change', (_event, name) => {
    if (name === 'lines.new') child.kill('SIGKILL');
  });
  expect(await ended).toBe('SIGKILL');
  seen.close();
  const found = await appendFile(file).lines();
  expect(found.length === 1 || found.length === 400_000).toBe(true);
  // What was left beside it is no hindrance.
  await appendFile(file).rewrite(() => ['{"third":3}']);
  expect(await readFile(file, 'utf8')).toBe('{"third":3}\n');
  expect(await readdir(join(file, '..'))).toEqual(['lines', 'lines.lock']);
}, 60_000);

test('new content that cannot be written changes nothing, and what comes later still waits for nobody', async () => {
  await mkdir(`${file}.new`);
  await expect(appendFile(file).rewrite(() => [])).rejects.toThrow('EISDIR');
  await appendFile(file).append('{"second":2}');
  expect(await appendFile(file).lines()).toEqual(['{"first":1}', '{"second":2}']);
});

test('the file stays its owner’s alone, and a link to it stays a link', async () => {
  const link = join(folder, `link-${made}`);
  await symlink(file, link);
  await appendFile(link).rewrite((lines) => [...lines, '{"second":2}']);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await appendFile(file).lines()).toEqual(['{"first":1}', '{"second":2}']);
  expect(await appendFile(link).lines()).toEqual(await appendFile(file).lines());
});

test('a folder that takes no file beside it is told before anything is to be written', async () => {
  await writeFile(join(folder, 'no-folder'), '');
  expect((await appendFile(join(folder, 'no-folder', 'lines')).check()).problem).toMatch(/EEXIST|ENOTDIR/);
  expect(await appendFile(file).check()).toEqual({ exists: true, problem: null });
});
