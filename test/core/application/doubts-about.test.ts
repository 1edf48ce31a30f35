import { expect, test } from 'vitest';
import { byHandFinding } from '../../../src/core/application/by-hand.ts';
import { doubtsAbout } from '../../../src/core/application/doubts-about.ts';
import { ACCESS_LEVEL, withDoubts } from '../../../src/core/fulfilment/outcome/required-level.ts';
import { type Category, OWN_RECORDS } from '../../../src/core/fulfilment/processor.ts';
import { AT } from '../../support/request-builder.ts';

const asker = { name: 'Sanne de Vries', email: 'Sanne@example.nl', particulars: {} };
const shop = { ownAddresses: ['info@shop.example'] };

const typed = (source: string, ...texts: readonly string[]) => typedAs('invoice', source, ...texts);
const typedAs = (category: Category, source: string, ...texts: readonly string[]) =>
  byHandFinding(
    { source, answer: 'found', rows: texts.map((text) => ({ category, text })), reason: '' },
    [],
    AT,
  );
/** What a system found by the proven address itself. */
const matched = (source: string) => {
  const { records, ...found } = typed(source, 'Bestelling 1001');
  return { ...found, records: records.map((record) => ({ ...record, matchedBy: ['email'] as const })) };
};
const about = (...results: readonly ReturnType<typeof typed>[]) => doubtsAbout(asker, results, shop);

test.each([
  ['another address', 'Factuur 2026-9, Sanne de Vries, sanne.oud@example.nl, Lindelaan 12'],
  ['no address: it was found by name', 'Factuur 2026-9, Sanne de Vries, Lindelaan 12'],
  ["the shop's address only", 'Mail van Sanne de Vries aan info@shop.example.'],
])('a mailbox that nothing found stands at is an unknown address: a row names %s', (_what, text) => {
  expect(about(typed('e-boekhouden', text))).toEqual(['unknown_address']);
});

test.each<[string, Category, string]>([
  ['a payment', 'payment', 'tr_1 van Sanne de Vries'],
  ['an account', 'account', 'Klantaccount van Sanne de Vries'],
  ['a home address', 'contact_details', 'Sanne de Vries, Lindelaan 12'],
  ['a newsletter to another address', 'newsletter', 'sanne.oud@example.nl, ingeschreven op 3 mei 2024'],
])('%s that was found by name alone needs two facts of an order', (_what, category, text) => {
  expect(about(typedAs(category, 'mollie', text))).toEqual(['unknown_address']);
});

test.each<[string, Category, string]>([
  ['a newsletter', 'newsletter', 'Ingeschreven op 3 mei 2024'],
  ['a mail', 'message', 'Vraag over de voorraad, 3 mei 2024'],
  ['contact details', 'contact_details', 'Sanne de Vries'],
])('%s that names no address asks for no facts of an order: there may be none', (_what, category, text) => {
  expect(about(typedAs(category, 'mollie', text))).toEqual([]);
});

test('what a system tells of another address is doubted beside what stands at the proven one', () => {
  const other = typed('mollie', 'tr_1');
  const records = other.records.map((record) => ({
    ...record,
    fields: [{ name: 'email', value: 'koper@example.com' }],
  }));
  expect(about(matched('jouwweb'), { ...other, records })).toEqual(['unknown_address']);
});

test('one order at the proven address opens no facts of a customer that a row gives another address', () => {
  const other = typed('mollie', 'tr_1, koper@example.com');
  expect(about(matched('jouwweb'), other)).toEqual(['unknown_address']);
});

test.each([
  ['a system found something by it', [matched('jouwweb'), typed('mollie', 'tr_1')]],
  [
    'a system found something by it, and typed words name others',
    [
      matched('jouwweb'),
      typedAs('message', 'e-boekhouden', 'Mail van 3 mei, aan klant, cc support@pakket.example'),
    ],
  ],
  ['a row names it', [typed('mollie', 'tr_1 van sanne@example.nl.', 'tr_2')]],
  ['a mail between it and somebody else was found', [typed('mollie', 'SANNE@example.nl aan pon@example.nl')]],
  ['nothing was found', [typed('mollie')]],
  ['only this desk knows it', [matched(OWN_RECORDS)]],
])('the proven address is known when %s', (_why, results) => {
  expect(about(...results)).toEqual([]);
});

test('what this desk keeps about it makes an address not a known one', () => {
  expect(about(matched(OWN_RECORDS), typed('mollie', 'tr_1'))).toEqual(['unknown_address']);
});

test('an unknown address needs two facts of an order, but not to stop advertising (R13)', () => {
  const doubts = about(typed('mollie', 'tr_1'));
  expect(doubts).toHaveLength(1);
  expect(withDoubts(ACCESS_LEVEL, doubts)).toBe(2);
  expect(withDoubts(0, doubts)).toBe(0);
});
