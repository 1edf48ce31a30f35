import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadUnderstanding } from '../src/load-understanding.ts';

// Learning takes a second of a processor, more on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understanding-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const SENTENCES = [
  'wat bewaren jullie van mij',
  'u hoeft niets te wissen, ik wil het alleen zien',
  'wanneer komt mijn kaars',
  'please delete my account',
];

async function readings(): Promise<string> {
  const understand = await loadUnderstanding(folder);
  return JSON.stringify(SENTENCES.map((text) => understand({ channel: 'chat', text })));
}

test('what was learnt once reads the same at the next start', async () => {
  const learnt = await readings();
  const [kept] = await readdir(folder);
  expect(kept).toMatch(/^classifier-[0-9a-f]{16}\.bin$/);
  expect(await readings()).toBe(learnt);
  expect(await readdir(folder)).toEqual([kept]);
});

test('a broken file is learnt again, and one of another version is taken away', async () => {
  const learnt = await readings();
  const [kept = ''] = await readdir(folder);
  await writeFile(join(folder, 'classifier-0000000000000000.bin'), 'old');
  await writeFile(join(folder, kept), 'no');
  expect(await readings()).toBe(learnt);
  expect(await readdir(folder)).toEqual([kept]);
});
