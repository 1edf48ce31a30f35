import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadUnderstanding, understandingOnDemand } from '../src/load-understanding.ts';
import { phrases } from './core/understanding/trained.ts';
import { giveLearned } from './support/learned.ts';

// Learning takes a second of a processor, more on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understanding-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function readings(): Promise<string> {
  const understand = await loadUnderstanding(folder);
  return JSON.stringify(phrases.combined.map(({ text }) => understand({ channel: 'chat', text })));
}

test('learning twice reads the same to the last digit; a broken file is learnt again, and one of another version taken away', async () => {
  await giveLearned(folder);
  const [kept = ''] = await readdir(folder);
  expect(kept).toMatch(/^classifier-[0-9a-f]{16}\.bin$/);
  const read = await readings();
  await writeFile(join(folder, 'classifier-0000000000000000.bin'), 'old');
  await writeFile(join(folder, kept), 'no');
  expect(await readings()).toBe(read);
  expect(await readdir(folder)).toEqual([kept]);
  expect((await stat(join(folder, kept))).size).toBeGreaterThan(100_000);
});

test('a reader that is put together on demand reads the same', async () => {
  await giveLearned(folder);
  const [now, onDemand] = [await loadUnderstanding(folder), await understandingOnDemand(folder)];
  for (const { text } of phrases.combined.slice(0, 20))
    expect(onDemand({ channel: 'chat', text })).toEqual(now({ channel: 'chat', text }));
});
