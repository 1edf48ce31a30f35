import { expect, test } from 'vitest';
import { keysByHand } from '../../../src/core/fulfilment/keys-by-hand.ts';
import type { FoundRecord } from '../../../src/core/fulfilment/processor.ts';
import type { SearchKey } from '../../../src/core/fulfilment/search-keys.ts';

function key(value: string, change: Partial<SearchKey> = {}): SearchKey {
  const found = { from: 'found', foundIn: 'jouwweb', round: 1, place: 1 } as const;
  return { id: value, kind: 'orderNumber', value, ...found, ...change };
}

function order(number: string, change: Partial<FoundRecord> = {}): FoundRecord {
  return {
    ...{ ref: number, category: 'order', fields: [{ name: 'orderNumber', value: number }] },
    ...{ matchedBy: ['email'], thirdParty: false, hold: null },
    provenance: { place: 'row 2', fetchedAt: '2026-11-02T10:00:00Z' },
    ...change,
  };
}

const values = (keys: readonly SearchKey[]) => keys.map(({ value }) => value);

test('staff search by the order numbers of the customer, not by those of others or of nobody yet (R11)', () => {
  const records = [
    order('#1001'),
    order('1002', { confidence: 'possible' }),
    order('1003', { withheld: 'other_person' }),
    order('1004', { withheld: 'rights_of_others' }),
  ];
  const keys = ['1001', '1002', '1003', '1004', '1005'].map((value) => key(value));
  expect(values(keysByHand(keys, records))).toEqual(['1001', '1004', '1005']);
});

test('a number that stands in an own record too is the customer’s, and so is what staff confirmed', () => {
  const records = [order('1001', { confidence: 'possible' }), order('1001')];
  expect(values(keysByHand([key('1001')], records))).toEqual(['1001']);
  const doubtful = [order('1002', { confidence: 'possible' })];
  expect(values(keysByHand([key('1002', { from: 'confirmed' })], doubtful))).toEqual(['1002']);
});

test('what systems may not be searched by, nobody is told to search by', () => {
  expect(
    keysByHand([key('1001', { place: null }), key('1002', { from: 'declined', place: null })], []),
  ).toEqual([]);
});
