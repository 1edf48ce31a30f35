import { expect, test } from 'vitest';
import { leavesOf } from '../../../src/processors/shared/leaves-of.ts';

test('an answer is read to its ends, at any depth, without what is empty', () => {
  const answer = {
    id: 'tr_1',
    amount: { currency: 'EUR', value: '12.50' },
    metadata: { order: { nr: 7, gift: false, note: null } },
    lines: [{ item: 'Candle' }, { item: 'Soap' }, {}],
    remarks: ['a', ''],
  };
  expect(leavesOf(answer)).toEqual([
    ['id', 'tr_1'],
    ['amount', '12.50 EUR'],
    ['metadata.order.nr', '7'],
    ['metadata.order.gift', 'false'],
    ['lines.item', 'Candle'],
    ['lines.item', 'Soap'],
    ['remarks', 'a'],
  ]);
});

test.each([null, undefined, '', [], {}])('%j says nothing', (nothing) => {
  expect(leavesOf(nothing)).toEqual([]);
});

test('only a value with its currency is an amount', () => {
  expect(leavesOf({ currency: 'EUR', value: 12, vat: '21' })).toHaveLength(3);
  expect(leavesOf('text')).toEqual([['', 'text']]);
});

test('an answer nested deeper than calls within calls go is read to its end', () => {
  const nested = Array.from({ length: 20_000 }).reduce<unknown>((inner) => [inner], { note: 'here' });
  expect(leavesOf(nested)).toEqual([['note', 'here']]);
});
