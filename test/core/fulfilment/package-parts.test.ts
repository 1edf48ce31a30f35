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

async function tableIn(answer: PackageAnswer, name: string): Promise<readonly (readonly string[])[]> {
  const parts: AsyncIterable<PackagePart> = packageParts(answer, packageWords(answer, firstProfile()));
  for await (const part of parts) {
    if (part.kind !== 'table' || part.name !== name) continue;
    const rows = [part.head];
    for await (const row of part.rows) rows.push(row);
    return rows;
  }
  return [];
}

test('a table is in words, and the file for a computer as it is stored (AVG 15(3), 20(1))', async () => {
  const answer = anAnswer();
  expect(await tableIn(answer, 'verzoeken-aan-de-privacybalie.csv')).toEqual([
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
  const rows = await tableIn(answer, 'bestellingen.csv');
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

const ORDER = [
  { name: 'orderNumber', value: 'D77' },
  { name: 'name', value: 'Sanne de Vries' },
  { name: 'city', value: 'Utrecht' },
  { name: 'item', value: 'Kaars' },
  { name: 'deliveryCity', value: 'Zeist' },
  { name: 'metadata', value: 'nieuwe klant' },
  { name: 'maat', value: 'L' },
];

function portability(): PackageAnswer {
  const records = [{ ...aRecord('jouwweb:7', 'order', [], null), fields: ORDER }];
  const notes = [{ ...aRecord('jouwweb:8', 'note', [], null), fields: [{ name: 'note', value: 'lastig' }] }];
  const sources = givenSources([{ ...request, source: 'jouwweb', records: [...records, ...notes] }]);
  return anAnswer({ right: 'portability', sources });
}

test('what a person provided and what was observed leaves in terms of schema.org and as a table, and not what the shop concluded (AVG 20(1); R20)', async () => {
  const answer = portability();
  const files = await packed(answer);
  expect(JSON.parse(String(files.get('overdraagbaar.jsonld')))).toEqual({
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'Order',
        '@id': 'urn:privacybalie:jouwweb:jouwweb%3A7',
        orderNumber: 'D77',
        customer: { '@type': 'Person', name: 'Sanne de Vries' },
        billingAddress: { '@type': 'PostalAddress', addressLocality: 'Utrecht' },
        orderedItem: { '@type': 'OrderItem', orderedItem: { '@type': 'Product', name: 'Kaars' } },
        orderDelivery: {
          '@type': 'ParcelDelivery',
          deliveryAddress: { '@type': 'PostalAddress', addressLocality: 'Zeist' },
        },
        additionalProperty: [{ '@type': 'PropertyValue', name: 'maat', value: 'L' }],
      },
    ],
  });
  const rows = await tableIn(answer, 'overdraagbaar.csv');
  expect(rows.map((row) => row[5])).toEqual([
    'Waarde',
    'D77',
    'Sanne de Vries',
    'Utrecht',
    'Kaars',
    'Zeist',
    'L',
  ]);
  // The policy promises the rest too (F27).
  expect(String(files.get('gegevens.json'))).toContain('lastig');
  expect(String(files.get('lees-mij.txt'))).toContain('overdraagbaar.jsonld');
  expect([...(await packed(anAnswer())).keys()]).not.toContain('overdraagbaar.jsonld');
});

test('every field in the package is described: what it means, where it is from and what another service calls it (R20)', async () => {
  const rows = await tableIn(portability(), 'velden.csv');
  const described = new Map(rows.map((row) => [row[0], row.slice(1)]));
  expect([...described.keys()]).toEqual(['Veld', ...ORDER.map(({ name }) => name), 'note']);
  expect(described.get('city')).toEqual([
    'Plaats',
    'De plaats van uw adres.',
    'Bestellingen',
    'JouwWeb (bestellingen)',
    'Van u',
    'Order.billingAddress.addressLocality',
  ]);
  expect(described.get('metadata')?.[4]).toBe('Van de winkel zelf');
  expect(described.get('maat')).toEqual([
    'maat',
    '',
    'Bestellingen',
    'JouwWeb (bestellingen)',
    'Gezien toen u kocht of schreef',
    '',
  ]);
});

test('every field that has a name in a language has a meaning in it', async () => {
  for (const language of ['nl', 'en']) {
    const terms = z
      .object({ fields: z.record(z.string(), z.string()), meanings: z.record(z.string(), z.string()) })
      .parse(JSON.parse(await readFile(`locales/${language}/terms.json`, 'utf8')));
    expect(Object.keys(terms.meanings).toSorted()).toEqual(Object.keys(terms.fields).toSorted());
  }
});
