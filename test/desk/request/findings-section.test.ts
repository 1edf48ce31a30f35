import { expect, test } from 'vitest';
import { findingsSection } from '../../../src/desk/request/findings-section.ts';
import { textOf } from '../../support/web-customer.ts';
import { VIEW } from '../plain-view.ts';
import { sampleRequest, sampleSource } from '../sample-requests.ts';

const words = (...sources: Parameters<typeof sampleSource>) =>
  textOf(String(findingsSection(VIEW, sampleRequest({ sources: sources.map(sampleSource) }))));

test('a source that was searched in part names what was not', () => {
  const unsearched = ['Archief 2023', 'before_erasure'];
  expect(words({ coverage: { status: 'partial', scanned: 9, found: 0, unsearched } })).toContain(
    'Niet doorzocht: Archief 2023, regels van vóór een eerdere wissing.',
  );
});

const record = {
  ref: 'mail:1',
  category: 'message',
  fields: [{ name: 'subject', value: 'Uw bestelling' }],
  matchedBy: ['email'],
  thirdParty: true,
  hold: null,
  provenance: { place: 'INBOX', fetchedAt: '2026-11-22T10:00:00Z' },
} as const;
const counts = [{ category: 'message', count: 1 }];

test('a record that is also about somebody else is marked', () => {
  expect(words({ records: [record], counts })).toContain('Gaat ook over iemand anders.');
  expect(words({ records: [{ ...record, thirdParty: false }], counts })).not.toContain('iemand anders');
});

test('what asks for a second look stands beside its record in words', () => {
  const special = ['signature', 'free_text', 'third_party'] as const;
  const shown = words({ records: [{ ...record, thirdParty: false, special }], counts });
  expect(shown).toMatch(/Handtekening\s+Vrije tekst\s+Van een ander\?/);
});

test('records that may be of somebody else are ticked, fifty at a time, and said whose they are', () => {
  const records = Array.from({ length: 60 }, (_, index) => ({
    ...record,
    ref: `mail:${index}`,
    confidence: 'possible' as const,
  }));
  const page = String(
    findingsSection(VIEW, sampleRequest({ sources: [sampleSource({ records, counts, undecided: 60 })] })),
  );
  expect(page.match(/type="checkbox" name="ref"/g)).toHaveLength(50);
  expect(textOf(page)).toContain('Van wie is dit? 60 gegevens bij Mail & meer');
  expect(textOf(page)).toContain('Berichten · Onderwerp: Uw bestelling');
  expect(
    words({ records: [{ ...record, confidence: 'possible', withheld: 'other_person' }], counts }),
  ).not.toContain('Van wie is dit?');
});

test('a found value is offered to search with, and of an address it says what proves it (R6, R11)', () => {
  const key = { id: 'key-1', value: 'S. de Vries', foundIn: 'JouwWeb' };
  const openKeys = [
    { ...key, kind: 'name' },
    { ...key, id: 'key-2', kind: 'email', value: 's@example.org' },
  ];
  const page = textOf(String(findingsSection(VIEW, sampleRequest({ openKeys }))));
  expect(page).toContain('Ook zoeken op Naam: S. de Vries? Gevonden bij JouwWeb');
  expect(page).toMatch(/Ook zoeken op E-mailadres: s@example\.org\?.*met een eigen code/);
});

test('staff see how far the copy is that a customer is downloading', () => {
  const detail = sampleRequest({ packing: { done: 40_000, of: 100_000 } });
  expect(textOf(String(findingsSection(VIEW, detail)))).toContain('40.000 van 100.000 gegevens');
});

test('who waits sees which systems are being searched, and how far', () => {
  const searchingNow = [
    { source: 'mollie', name: 'Mollie', scanned: 10_000 },
    { source: 'postnl', name: 'PostNL', scanned: null },
  ];
  const page = textOf(String(findingsSection(VIEW, sampleRequest({ searchingNow }))));
  expect(page).toMatch(/Bezig: Mollie, al 10\.000 bekeken\s+Bezig: PostNL/);
});
