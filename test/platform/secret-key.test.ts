import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { loadSecretKey } from '../../src/platform/secret-key.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secret-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

const inFolder = (name: string) => ({
  secretKey: undefined,
  previousSecretKeys: [],
  dataDir: join(folder, name),
});
const given = (byte: number) => new Redacted(Buffer.alloc(32, byte));

test('a key is made once, readable by its owner only, in a folder that others may pass through but not list', async () => {
  const first = await loadSecretKey(inFolder('data'));
  const second = await loadSecretKey(inFolder('data'));
  expect(second.derive('a')).toEqual(first.derive('a'));
  expect((await stat(join(folder, 'data', 'secret-key'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o711);
});

test('processes that start together get the same key', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadSecretKey(inFolder('data'))));
  expect(new Set(keys.map((key) => key.derive('a').toString('hex'))).size).toBe(1);
});

test('two installs have different keys', async () => {
  const [one, other] = await Promise.all([loadSecretKey(inFolder('one')), loadSecretKey(inFolder('other'))]);
  expect(one.derive('a')).not.toEqual(other.derive('a'));
});

test('every purpose has a key of its own', async () => {
  const key = await loadSecretKey({ ...inFolder('data'), secretKey: given(1) });
  expect(key.derive('a')).toHaveLength(32);
  expect(key.derive('a')).not.toEqual(key.derive('b'));
});

test('a given key is used as it is, and nothing is written', async () => {
  await loadSecretKey({ ...inFolder('data'), secretKey: given(1) });
  await expect(stat(join(folder, 'data'))).rejects.toThrow('ENOENT');
});

test('replaced keys stay at hand, newest first', async () => {
  const key = await loadSecretKey({
    ...inFolder('data'),
    secretKey: given(3),
    previousSecretKeys: [given(2), given(1)],
  });
  const before = await loadSecretKey({ ...inFolder('data'), secretKey: given(2) });
  expect(key.previous[0]?.derive('a')).toEqual(before.derive('a'));
  expect(key.previous).toHaveLength(2);
});

test('a damaged key file stops the start instead of being replaced', async () => {
  await writeFile(join(folder, 'secret-key'), 'half a key');
  await expect(loadSecretKey(inFolder('.'))).rejects.toThrow('does not hold a key of 32 bytes');
});
