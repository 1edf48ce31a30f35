import { expect, test } from 'vitest';
import { isSamePhone } from '../../../src/processors/shared/same-phone.ts';

test.each([
  '06-12 34 56 78',
  '+31612345678',
  '0031 6 12345678',
  '+31 (0)6 12345678',
  '612345678',
  '31612345678',
])('%s is 06 12345678, as a shop or a spreadsheet writes it', (phone) => {
  expect([isSamePhone('0612345678', phone), isSamePhone(phone, '0612345678')]).toEqual([true, true]);
});

test.each([
  ['0612345678', '0612345679'],
  ['0612345678', '06123456789'],
  ['0612345678', '+32612345678'],
  ['12345678', '12345678'],
  ['', ''],
])('%s and %s are two, or too little to tell', (one, other) => {
  expect(isSamePhone(one, other)).toBe(false);
});
