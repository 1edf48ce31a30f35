import { expect, test } from 'vitest';
import { checklistOf, evidenceKind, evidenceRefusal } from '../../../src/core/fulfilment/manual-checklist.ts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

test.each([
  'jouwweb_rest',
  'mollie',
  'postnl',
  'postnl_rest',
  'e-boekhouden',
  'e_boekhouden_rest',
  'mijndomein',
  'mailbox_rest',
  'other_places',
])('%s has its screens to look at, each line once', (source) => {
  const ids = checklistOf(source).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(0);
  expect(new Set(ids).size).toBe(ids.length);
});

test('what an adapter has searched is not asked of a person once more (R31)', () => {
  const ids = (source: string) => checklistOf(source).map(({ id }) => id);
  expect(ids('e_boekhouden_rest')).not.toContain('books_relations');
  expect(ids('mailbox_rest')).not.toContain('mail_folders');
});

test('a system that nobody described has none', () => {
  expect(checklistOf('sendcloud')).toEqual([]);
});

test.each([
  [
    'a picture that is not there',
    'mollie',
    { line: 'mollie_customers', note: 'gezien' },
    'manual.evidence_missing',
  ],
  ['an export that is not there', 'jouwweb', { line: 'jouwweb_orders', note: '' }, 'manual.evidence_missing'],
  [
    'words that are not there',
    'other_places',
    { line: 'other_places', note: ' ' },
    'manual.evidence_missing',
  ],
  [
    'a program',
    'mollie',
    { line: 'mollie_customers', note: '', content: Buffer.from('MZ\0') },
    'manual.evidence_unreadable',
  ],
  [
    'an empty file',
    'mollie',
    { line: 'mollie_customers', note: '', content: Buffer.alloc(0) },
    'manual.evidence_unreadable',
  ],
  [
    'more than 10 MB',
    'mollie',
    { line: 'mollie_customers', note: '', content: Buffer.alloc(10 * 1024 * 1024 + 1, PNG) },
    'manual.evidence_too_large',
  ],
  ['a picture', 'mollie', { line: 'mollie_customers', note: '', content: PNG }, undefined],
  ['words', 'other_places', { line: 'other_places', note: 'kassa' }, undefined],
  ['a line that wants none', 'mollie', { line: 'mollie_payments', note: '' }, undefined],
])('"done" with %s', (_what, source, done, refusal) => {
  expect(evidenceRefusal(source, [done])).toBe(refusal);
});

test.each([
  [PNG, 'image/png'],
  [Buffer.from('ffd8ffe0', 'hex'), 'image/jpeg'],
  [Buffer.from('%PDF-1.7'), 'application/pdf'],
  [Buffer.from('a;b\n1;2'), 'text/csv'],
])('evidence is known by how it begins, whatever its name: %#', (content, mediaType) => {
  expect(evidenceKind(content)?.mediaType).toBe(mediaType);
});
