import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { PackagePart } from '../../src/core/kernel/package-part.ts';
import { writePackage } from '../../src/platform/write-package.ts';
import { unzip } from '../support/unzip.ts';

const AT = new Date('2026-11-22T10:00:00Z');

async function write(...parts: readonly PackagePart[]) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writePackage(parts, AT)) chunks.push(chunk);
  return unzip(Buffer.concat(chunks));
}

test('a cell that a spreadsheet would execute is made harmless, and stays readable', async () => {
  const cells = [
    '=HYPERLINK("http://evil.example.com")',
    '+31612345678',
    '-5,00',
    '@SUM(A1)',
    '\tx',
    'gewoon',
  ];
  const files = await write({
    name: 'bestellingen.csv',
    kind: 'table',
    head: ['=kop', 'b'],
    rows: cells.map((cell) => [cell, 'x']),
  });
  const lines = String(files.get('bestellingen.csv')).replace('\ufeff', '').trim().split('\r\n');
  for (const line of lines) expect(line).not.toMatch(/^"?[=+\-@\t]/);
  expect(lines[1]).toContain('HYPERLINK');
  expect(lines.at(-1)).toBe('gewoon;x');
});

test('a table opens in a Dutch spreadsheet: byte order mark, semicolons, quotes where a cell needs them', async () => {
  const files = await write({
    name: 't.csv',
    kind: 'table',
    head: ['Naam', 'Zegt'],
    rows: [['Zoë', 'a;b "c"\nd']],
  });
  expect(String(files.get('t.csv'))).toBe('\ufeffNaam;Zegt\r\nZoë;"a;b ""c""\nd"\r\n');
});

test('the manifest lists every file with its size and hash', async () => {
  async function* pieces() {
    for (let piece = 0; piece < 30_000; piece += 1) yield `"é${piece}",`;
  }
  const files = await write(
    { name: 'lees-mij.txt', kind: 'text', text: 'Dag Zoë' },
    { name: 'gegevens.json', kind: 'text', text: pieces },
    { name: 't.csv', kind: 'table', head: ['a', 'b'], rows: [] },
  );
  expect([...files.keys()]).toEqual(['lees-mij.txt', 'gegevens.json', 't.csv', 'manifest.json']);
  const manifest: unknown = JSON.parse(String(files.get('manifest.json')));
  const listed = ['lees-mij.txt', 'gegevens.json', 't.csv'].map((name) => {
    const content = files.get(name) ?? Buffer.alloc(0);
    return { name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  });
  expect(manifest).toEqual({ createdAt: AT.toISOString(), files: listed });
});

test('many rows are written while they are read, and a failure in the middle reaches the reader', async () => {
  let made = 0;
  function* rows(): Iterable<string[]> {
    for (; made < 200_000; made += 1) yield [`rij ${made}`, 'x'.repeat(20)];
  }
  const content = writePackage([{ name: 't.csv', kind: 'table', head: ['a', 'b'], rows: rows() }], AT);
  for await (const _chunk of content) break;
  expect(made).toBeLessThan(200_000);

  function* broken(): Iterable<string[]> {
    yield ['a', 'b'];
    throw new Error('no more rows');
  }
  await expect(write({ name: 't.csv', kind: 'table', head: ['a', 'b'], rows: broken() })).rejects.toThrow(
    'no more rows',
  );
});
