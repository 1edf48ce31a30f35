import { mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openBackup, writeBackup } from '../../src/platform/backup/backup-file.ts';
import type { BackupLine } from '../../src/platform/backup/dump-tables.ts';
import { BrokenSeal } from '../../src/platform/backup/sealed-pieces.ts';
import { loadSecretKey } from '../../src/platform/secret-key.ts';

const AT = new Date('2026-11-22T10:00:00Z');
let folder = '';
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

async function secret(now: number, ...before: readonly number[]) {
  const config = readConfig({ SECRET_KEY: key(now), SECRET_KEYS_BEFORE: before.map(key).join(',') });
  if (!config.ok) throw new Error('a key is refused');
  return loadSecretKey(config.value);
}

/** More than two pieces of a sealed file, for gzip cannot make it small. */
const ROWS = Array.from({ length: 60 }, (_, index) =>
  JSON.stringify({ id: index, noise: Buffer.from(sequence(index)).toString('base64') }),
);

function sequence(seed: number): Uint8Array {
  let state = seed + 1;
  return Uint8Array.from({ length: 40_000 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 16;
  });
}

const LINES: readonly BackupLine[] = [
  { kind: 'migrations', names: ['1_house'] },
  { kind: 'table', name: 'Message', columns: ['id', 'noise'] },
  ...ROWS.map((json) => ({ kind: 'row', json }) as const),
  { kind: 'end', rows: ROWS.length },
];

async function* lines() {
  yield* LINES;
}

async function written() {
  files += 1;
  const file = join(folder, `${files}.backup`);
  expect(await writeBackup(file, await secret(1), AT, lines())).toEqual({ ok: true, value: null });
  return file;
}

async function readBack(file: string, by = secret(1)): Promise<readonly BackupLine[]> {
  const opened = await openBackup(file, await by);
  if (!opened.ok) throw new Error(opened.refusal.code);
  expect(opened.value.at).toEqual(AT);
  const read: BackupLine[] = [];
  for await (const line of opened.value.lines()) read.push(line);
  return read;
}

test('what was written comes back line by line, also with a key that was replaced since', async () => {
  const file = await written();
  expect(await readBack(file)).toEqual(LINES);
  expect(await readBack(file, secret(2, 1))).toEqual(LINES);
});

test('the file is its owner’s alone, tells when and by which key, and shows nothing else', async () => {
  const file = await written();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const text = (await readFile(file)).toString('latin1');
  expect(text.split('\n')[0]).toContain('2026-11-22T10:00:00.000Z');
  expect(text).not.toContain('Message');
  expect(text).not.toContain('noise');
});

test('a file that is there is never overwritten, and nothing is left beside it', async () => {
  const file = await written();
  const before = await readFile(file);
  const again = await writeBackup(file, await secret(1), AT, lines());
  expect(again).toMatchObject({ refusal: { code: 'backup.file_exists' } });
  expect(await readFile(file)).toEqual(before);
  expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

test('what a crash left of an earlier try is replaced', async () => {
  const file = join(folder, 'crashed.backup');
  await writeFile(`${file}.partial`, 'half a backup');
  expect(await writeBackup(file, await secret(1), AT, lines())).toMatchObject({ ok: true });
  expect((await openBackup(file, await secret(1))).ok).toBe(true);
  expect((await readdir(folder)).filter((name) => name.startsWith('crashed'))).toEqual(['crashed.backup']);
});

test('of two backups of one name only a whole one gets it', async () => {
  const file = join(folder, 'twice.backup');
  async function* overtaken() {
    yield* LINES.slice(0, 3);
    await writeFile(`${file}.other`, 'another one that has only begun');
    await rename(`${file}.other`, `${file}.partial`);
    yield* LINES.slice(3);
  }
  expect(await writeBackup(file, await secret(1), AT, overtaken())).toMatchObject({
    refusal: { code: 'backup.file_exists' },
  });
  expect((await readdir(folder)).filter((name) => name.startsWith('twice'))).toEqual([
    'twice.backup.partial',
  ]);
});

test('what fails on the way leaves no file at all', async () => {
  async function* failing() {
    yield* LINES.slice(0, 3);
    throw new Error('the database went away');
  }
  const file = join(folder, 'half.backup');
  await expect(writeBackup(file, await secret(1), AT, failing())).rejects.toThrow('went away');
  expect((await readdir(folder)).filter((name) => name.startsWith('half'))).toEqual([]);
});

test('another key, another file and no file are each refused by their name', async () => {
  const code = async (file: string, by = secret(1)) => {
    const opened = await openBackup(file, await by);
    return opened.ok ? 'opened' : opened.refusal.code;
  };
  const other = join(folder, 'other');
  await writeFile(other, 'id;name\n1;Sanne\n');
  expect(await code(await written(), secret(3))).toBe('backup.other_key');
  expect(await code(other)).toBe('backup.not_a_backup');
  expect(await code(join(folder, 'nowhere'))).toBe('backup.file_missing');
});

test('one changed byte, and every place where it can be cut off, is found before the content is believed', async () => {
  const file = await written();
  const whole = await readFile(file);
  for (const place of [0.3, 0.6, 0.999]) {
    const changed = Buffer.from(whole);
    const index = Math.floor(whole.length * place);
    changed[index] = (changed[index] ?? 0) ^ 1;
    await writeFile(file, changed);
    await expect(readBack(file), String(place)).rejects.toThrow(BrokenSeal);
    await writeFile(file, whole);
    await truncate(file, index);
    await expect(readBack(file), `cut off at ${place}`).rejects.toThrow(BrokenSeal);
    await writeFile(file, whole);
  }
  const header = whole.indexOf(10) + 1;
  const first = header + 4 + whole.readUInt32BE(header);
  // A piece left out, and the first piece twice.
  await writeFile(file, Buffer.concat([whole.subarray(0, header), whole.subarray(first)]));
  await expect(readBack(file)).rejects.toThrow(BrokenSeal);
  await writeFile(file, Buffer.concat([whole.subarray(0, first), whole.subarray(header)]));
  await expect(readBack(file)).rejects.toThrow(BrokenSeal);
});
