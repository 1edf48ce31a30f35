import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ok, type Result, refuse } from '../../../src/core/kernel/result.ts';
import { dropFolder, watchFolder } from '../../../src/processors/jouwweb/drop-folder.ts';

const TABLE = 'E-mail;Naam\nsanne@example.nl;Sanne\n';

async function useFolder(take?: (text: string) => Promise<Result<unknown>>) {
  const folder = await mkdtemp(join(tmpdir(), 'drop-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const taken: string[] = [];
  const reported: string[] = [];
  const errors: unknown[] = [];
  const drop = dropFolder({
    folder,
    maxBytes: 100,
    take: async (content) => {
      const text = Buffer.from(content).toString();
      taken.push(text);
      return take === undefined ? ok(null) : take(text);
    },
    report: async ({ code }) => {
      reported.push(code);
    },
    onError: (error) => errors.push(error),
  });
  const put = (name: string, text = TABLE) => writeFile(join(folder, name), text);
  return {
    folder,
    drop,
    taken,
    reported,
    errors,
    put,
    files: async () => (await readdir(folder)).toSorted(),
  };
}

test('a file that rests is taken in once and removed', async () => {
  const { drop, put, taken, files, reported } = await useFolder();
  await put('orders Sanne.csv');
  await drop.look();
  expect(taken).toEqual([]);
  await drop.look();
  await drop.look();
  expect(taken).toEqual([TABLE]);
  expect(await files()).toEqual([]);
  expect(reported).toEqual([]);
});

test('a file that is still being written is left until its size rests', async () => {
  const { drop, put, taken } = await useFolder();
  await put('orders.csv', 'E-mail;Na');
  await drop.look();
  await put('orders.csv', 'E-mail;Naam\nsan');
  await drop.look();
  await put('orders.csv');
  await drop.look();
  expect(taken).toEqual([]);
  await drop.look();
  expect(taken).toEqual([TABLE]);
});

test('a refused file keeps its name in a folder of its own, beside an earlier one, and staff are told why', async () => {
  const { drop, put, folder, files, reported } = await useFolder(async () => refuse('export.not_a_table'));
  for (const text of ['een', 'twee']) {
    await put('orders.csv', text);
    await drop.look();
    await drop.look();
  }
  expect(await files()).toEqual(['geweigerd']);
  const refused = join(folder, 'geweigerd');
  expect((await readdir(refused)).toSorted()).toEqual(['orders-2.csv', 'orders.csv']);
  expect(await readFile(join(refused, 'orders.csv'), 'utf8')).toBe('een');
  expect(reported).toEqual(['export.not_a_table', 'export.not_a_table']);
});

test('of a file that is too large no more is read than shows that it is', async () => {
  const { drop, put, taken } = await useFolder();
  await put('large.csv', 'x'.repeat(500));
  await drop.look();
  await drop.look();
  expect(taken.map((text) => text.length)).toEqual([101]);
});

test('what a program makes while it writes, folders and links are no exports', async () => {
  const { drop, put, taken, folder, files } = await useFolder();
  for (const name of ['.orders.csv', '~$orders.xlsx', 'orders.csv.part', 'orders.TMP']) await put(name);
  await mkdir(join(folder, 'archive'));
  await symlink('/etc/hostname', join(folder, 'link.csv'));
  await drop.look();
  await drop.look();
  expect(taken).toEqual([]);
  expect(await files()).toHaveLength(6);
});

test('a file that could not be stored stays, and is tried again', async () => {
  let down = true;
  const { drop, put, files, errors, taken } = await useFolder(async () => {
    if (down) throw new Error('the database is away');
    return ok(null);
  });
  await put('orders.csv');
  await drop.look();
  await drop.look();
  expect([await files(), errors.length]).toEqual([['orders.csv'], 1]);
  down = false;
  await drop.look();
  expect([await files(), taken.length]).toEqual([[], 2]);
});

test('a file that was stored and cannot be removed is not taken in again, and staff are asked to remove it', async () => {
  const { drop, put, folder, reported, taken, errors } = await useFolder(async () => {
    await rm(join(folder, 'orders.csv'));
    await mkdir(join(folder, 'orders.csv'));
    return ok(null);
  });
  await put('orders.csv');
  for (const _ of [1, 2, 3]) await drop.look();
  expect([taken.length, errors.length, reported]).toEqual([1, 1, ['export.not_removed']]);
});

test('a refused file that cannot be moved is refused once, and staff are told of both', async () => {
  const { drop, put, files, reported, taken } = await useFolder(async () => refuse('export.empty'));
  await put('geweigerd', '');
  for (const _ of [1, 2, 3]) await drop.look();
  expect([taken.length, reported]).toEqual([1, ['export.not_moved', 'export.empty']]);
  expect(await files()).toEqual(['geweigerd']);
});

test('watching ends when it is told to, also where the folder is gone', async () => {
  const { drop, folder } = await useFolder();
  await rm(folder, { recursive: true });
  const errors: unknown[] = [];
  const watch = watchFolder(drop, (error) => errors.push(error));
  await watch.stop();
  expect(errors).toHaveLength(1);
});
