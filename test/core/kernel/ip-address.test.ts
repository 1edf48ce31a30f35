import { expect, test } from 'vitest';
import { canonicalAddress, isLoopbackAddress } from '../../../src/core/kernel/ip-address.ts';

test.each([
  ['203.0.113.9', '203.0.113.9'],
  [' 203.0.113.9:41312 ', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['::FFFF:CB00:7109', '203.0.113.9'],
  ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['0:0:0:0:0:0:0:1', '::1'],
])('the address %s is written %s', (text, address) => {
  expect(canonicalAddress(text)).toBe(address);
});

test.each([
  '',
  'unknown',
  '203.0.113',
  '203.0.113.256',
  '010.0.0.1',
  'example.nl',
  '2001:db8',
  ':::',
  '[::1]x',
  '_x',
])('%j is no address', (text) => {
  expect(canonicalAddress(text)).toBeUndefined();
});

test('only this machine has 127.0.0.0/8 and ::1', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1'].every(isLoopbackAddress)).toBe(true);
  expect(['128.0.0.1', '::2', '127.evil.example.com', 'localhost'].some(isLoopbackAddress)).toBe(false);
});
