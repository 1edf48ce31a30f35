import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadPhrases } from '../../src/platform/load-phrases.ts';

let locales: string;

beforeEach(async () => {
  locales = await mkdtemp(join(tmpdir(), 'phrases-'));
});

afterEach(async () => {
  await rm(locales, { recursive: true });
});

async function put(file: string, content: unknown): Promise<void> {
  const path = join(locales, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
}

test('a file is named after the label or topic that its phrases want, with styles inside', async () => {
  await put('nl/phrases/lift-restriction.json', { plain: ['slot eraf'], chat: ['van slot'] });
  await put('nl/phrases/policy-question/automatic-data.json', { plain: ['bewaren jullie mijn ip'] });
  expect((await loadPhrases(locales)).groups).toEqual([
    { language: 'nl', wish: 'lift_restriction', style: 'plain', phrases: ['slot eraf'] },
    { language: 'nl', wish: 'lift_restriction', style: 'chat', phrases: ['van slot'] },
    {
      language: 'nl',
      wish: 'policy_question/automatic_data',
      style: 'plain',
      phrases: ['bewaren jullie mijn ip'],
    },
  ]);
});

test('German and French phrases stand beside the English ones', async () => {
  await put('en/phrases/access.json', {
    plain: ['my data'],
    german: ['meine Daten'],
    french: ['mes données'],
  });
  const { groups } = await loadPhrases(locales);
  expect(groups.map(({ language }) => language)).toEqual(['en', 'de', 'fr']);
});

test('combined messages carry everything that they want', async () => {
  await put('nl/phrases/combined.json', [{ text: 'kijk en wis', wants: ['access', 'erasure'] }]);
  expect((await loadPhrases(locales)).combined).toEqual([
    { language: 'nl', text: 'kijk en wis', wants: ['access', 'erasure'] },
  ]);
});

test('a folder without phrases gives none', async () => {
  expect(await loadPhrases(locales)).toEqual({ groups: [], combined: [], lexicons: [] });
});

test('a file in another shape ends the loading with its name', async () => {
  await put('nl/phrases/access.json', { plain: 'geen lijst' });
  await expect(loadPhrases(locales)).rejects.toThrow('access.json');
});

test('a file that is no JSON ends the loading with its name', async () => {
  await put('nl/phrases/erasure.json', '{ "plain": [');
  await expect(loadPhrases(locales)).rejects.toThrow('erasure.json');
});
