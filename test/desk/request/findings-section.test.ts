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

test('a record that is also about somebody else is marked', () => {
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
  expect(words({ records: [record], counts })).toContain('Gaat ook over iemand anders.');
  expect(words({ records: [{ ...record, thirdParty: false }], counts })).not.toContain('iemand anders');
});
