import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyedHash } from '../../../src/core/kernel/digest.ts';
import { checkReceipt, erasureReceipt, type Sign } from '../../../src/core/register/erasure-receipt.ts';
import { day } from '../../support/request-builder.ts';

const KEY = Buffer.alloc(32, 1);
const OLDER = Buffer.alloc(32, 2);
const sign: Sign = (text) => [keyedHash(KEY, 'erasure receipt', text)];
const rotated: Sign = (text) => [
  keyedHash(OLDER, 'erasure receipt', text),
  keyedHash(KEY, 'erasure receipt', text),
];
const ERASED = { number: 'PB-2345-6789', day: day('2026-11-22'), outcome: 'part' } as const;
const ADDRESS = 'sanne@example.nl';
const RECEIPT = erasureReceipt(ERASED, ADDRESS, sign);

describe('a receipt of an erasure is checked without knowing whose it is (R34)', () => {
  test('it says number, day and outcome, and neither name nor address', () => {
    expect(RECEIPT).toMatch(/^PB-2345-6789 2026-11-22 P (?:[0-9A-F]{4}-){7}[0-9A-F]{4}$/);
    expect(checkReceipt(RECEIPT, ADDRESS, sign)).toEqual(ERASED);
  });

  test('typed over, in small letters, with other spaces and after the secret was replaced it is still real', () => {
    expect(checkReceipt(` ${RECEIPT.toLowerCase().replaceAll('-', ' ')}\n`, ADDRESS, sign)).toEqual(ERASED);
    expect(checkReceipt(RECEIPT, ADDRESS, rotated)).toEqual(ERASED);
  });

  test('to another address, by another shop or as any other text it is not', () => {
    expect(checkReceipt(RECEIPT, 'ander@example.nl', sign)).toBeUndefined();
    expect(checkReceipt(RECEIPT, '', sign)).toBeUndefined();
    expect(
      checkReceipt(RECEIPT, ADDRESS, (text) => [keyedHash(OLDER, 'erasure receipt', text)]),
    ).toBeUndefined();
    for (const text of ['', 'PB-2345-6789', RECEIPT.replace('2026-11-22', '2026-11-31')])
      expect(checkReceipt(text, ADDRESS, sign)).toBeUndefined();
  });

  test('no character of it can be another one', () => {
    const characters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    fc.assert(
      fc.property(fc.nat(RECEIPT.length - 1), fc.constantFrom(...characters), (index, other) => {
        const now = RECEIPT.charAt(index);
        if (!/[0-9A-Z]/.test(now) || now === other) return;
        const forged = `${RECEIPT.slice(0, index)}${other}${RECEIPT.slice(index + 1)}`;
        expect(checkReceipt(forged, ADDRESS, sign)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});
