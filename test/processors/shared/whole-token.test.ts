import { expect, test } from 'vitest';
import { wholeToken } from '../../../src/processors/shared/whole-token.ts';

test.each([
  'Order #1002: candles',
  '1002',
  'https://shop.example/order?nr=1002&thanks',
  'Bestelling 1002.',
  '(1002)',
])('1002 stands by itself in «%s»', (text) => {
  expect(wholeToken('1002').test(text)).toBe(true);
});

test.each(['10023', '21002', 'A1002', 'A-1002', '1002-2', '1002,50', '1.1002', 'order_1002', ''])(
  '1002 is not what «%s» says',
  (text) => {
    expect(wholeToken('1002').test(text)).toBe(false);
  },
);

test('signs of a pattern are signs of the number, and capitals do not count', () => {
  expect(wholeToken('JW.10+').test('Order jw.10+ of today')).toBe(true);
  expect(wholeToken('JW.10').test('Order JWx10')).toBe(false);
});
