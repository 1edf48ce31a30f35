import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type PackageAnswer, packageParts } from '../../../src/core/fulfilment/package-parts.ts';
import { sha256 } from '../../../src/core/kernel/digest.ts';
import type { PackagePart } from '../../../src/core/kernel/package-part.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { packageWords } from '../../../src/core/text/package-words.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { writePackage } from '../../../src/platform/write-package.ts';
import { givenSources } from '../../support/given-sources.ts';
import { unzip } from '../../support/unzip.ts';
import { anAccessAnswer, aRecord } from '../text/sample-letters.ts';

const SCHEMA = 'docs/schema/package.schema.json';
const createdAt = new Date('2026-11-22T10:00:00Z');
const fields = [
  { name: 'right', value: 'access' },
  { name: 'channel', value: 'web' },
  { name: 'receivedAt', value: '2026-11-02T10:00:00.000Z' },
];
const request = {
  source: 'balie',
  coverage: { status: 'complete', scanned: 1, found: 1, provesAbsence: true } as const,
  records: [{ ...aRecord('balie:1', 'request', [], null), fields }],
};

function anAnswer(change: Partial<PackageAnswer> = {}): PackageAnswer {
  const sources = givenSources([request]);
  const letter = renderLetter(anAccessAnswer());
  return { letter, number: 'PB-2345-6789', right: 'access', language: 'nl', sources, createdAt, ...change };
}

async function packed(answer: PackageAnswer): Promise<ReadonlyMap<string, Buffer>> {
  const chunks: Uint8Array[] = [];
  const parts = packageParts(answer, packageWords(answer, firstProfile()));
  for await (const chunk of writePackage(parts, answer.createdAt)) chunks.push(chunk);
  return unzip(Buffer.concat(chunks));
}

async function tableIn(parts: AsyncIterable<PackagePart>): Promise<readonly (readonly string[])[]> {
  for await (const part of parts) {
    if (part.kind !== 'table') continue;
    const rows = [part.head];
    for await (const row of part.rows) rows.push(row);
    return rows;
  }
  return [];
}

test('a table is in words, and the file for a computer as it is stored (AVG 15(3), 20(1))', async () => {
  const answer = anAnswer();
  expect(await tableIn(packageParts(answer, packageWords(answer, firstProfile())))).toEqual([
    ['Bron', 'Recht', 'Kanaal', 'Ontvangen op'],
    ['De privacybalie zelf', 'Inzage', 'Webchat', '2 november 2026 om 11:00'],
  ]);
  const json: unknown = JSON.parse(String((await packed(answer)).get('gegevens.json')));
  expect(json).toMatchObject({ sources: [{ records: [{ fields }] }] });
});

test('what a record holds twice stands in its table twice', async () => {
  const twice = ['Kaars', 'Vaas'].map((value) => ({ name: 'item', value }));
  const records = [{ ...aRecord('jouwweb:1', 'order', [], null), fields: twice }];
  const answer = anAnswer({ sources: givenSources([{ ...request, source: 'jouwweb', records }]) });
  const rows = await tableIn(packageParts(answer, packageWords(answer, firstProfile())));
  expect(rows[1]).toEqual(['JouwWeb (bestellingen)', 'Kaars\nVaas']);
});

test('the data of a package are as the published schema says, which stands in the package too', async () => {
  const hold = { basis: 'awr_52', until: '2033-12-31' } as const;
  const bytes = new TextEncoder().encode('Beste winkel');
  const file = { source: 'mijndomein', recordRef: 'mijndomein:1', name: 'vraag.eml', sha256: sha256(bytes) };
  const answer = anAnswer({
    sources: givenSources([
      request,
      {
        source: 'mijndomein',
        coverage: { status: 'partial', scanned: 9, found: 2, unsearched: ['mail_junk'] },
        records: [
          { ...aRecord('mijndomein:1', 'message', ['subject'], hold), special: ['free_text'] },
          { ...aRecord('mijndomein:2', 'message', ['subject'], null), withheld: 'other_person' },
        ],
      },
      { source: 'postnl', coverage: { status: 'not_possible', reason: 'te oud' }, records: [] },
    ]),
    files: [
      {
        ...file,
        content: async function* () {
          yield bytes;
        },
      },
    ],
  });
  const files = await packed(answer);
  const published = await readFile(SCHEMA, 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(String(files.get('schema.json'))));
  const schema = z.fromJSONSchema(JSON.parse(published));
  const data = JSON.parse(String(files.get('gegevens.json')));
  expect(schema.safeParse(data).error).toBeUndefined();
  expect(data).toMatchObject({
    $schema: './schema.json',
    sources: [{}, { records: [{ ref: 'mijndomein:1', hold }] }, { records: [] }],
    files: [{ file: 'bestanden/mijndomein/vraag.eml', record: 'mijndomein:1', sha256: file.sha256 }],
  });
  // The schema refuses what is not said in it.
  for (const wrong of [
    { ...data, extra: 1 },
    { ...data, number: 1 },
    { ...data, sources: [{ source: 'x' }] },
  ])
    expect(schema.safeParse(wrong).success).toBe(false);
});
