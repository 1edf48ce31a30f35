import { expect, test } from 'vitest';
import { packageParts } from '../../../src/core/fulfilment/package-parts.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { packageWords } from '../../../src/core/text/package-words.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { anAccessAnswer, aRecord } from '../text/sample-letters.ts';

const fields = [
  { name: 'right', value: 'access' },
  { name: 'channel', value: 'web' },
  { name: 'receivedAt', value: '2026-11-02T10:00:00.000Z' },
];
const answer = {
  letter: renderLetter(anAccessAnswer()),
  number: 'PB-2345-6789',
  language: 'nl' as const,
  results: [
    {
      source: 'balie',
      coverage: { status: 'complete', scanned: 1, found: 1, provesAbsence: true } as const,
      records: [{ ...aRecord('balie:1', 'request', [], null), fields }],
    },
  ],
  createdAt: new Date('2026-11-22T10:00:00Z'),
};

test('a table is in words, and the file for a computer as it is stored (AVG 15(3), 20(1))', () => {
  const parts = packageParts(answer, packageWords(answer, firstProfile()));
  const table = parts.find((part) => part.kind === 'table');
  expect(table?.head).toEqual(['Bron', 'Recht', 'Kanaal', 'Ontvangen op']);
  expect([...(table?.rows ?? [])]).toEqual([
    ['De privacybalie zelf', 'Inzage', 'Webchat', '2 november 2026 om 11:00'],
  ]);
  const json = parts.find((part) => part.kind === 'json');
  expect(json?.value).toMatchObject({ sources: [{ records: [{ fields }] }] });
});
