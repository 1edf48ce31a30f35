import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../src/core/kernel/digest.ts';
import { countHead, EMPTY_SUM, headContent, sealContent } from '../../../src/core/register/log-head.ts';

const hash = fc.string().map((text) => sha256(text));
const sumOf = (hashes: readonly string[]) =>
  hashes.reduce((sum, one) => countHead(sum, null, one), EMPTY_SUM);

describe('the sum of the heads', () => {
  test('does not depend on their order', () => {
    const shuffled = fc
      .array(hash)
      .chain((hashes) =>
        fc.tuple(
          fc.constant(hashes),
          fc.shuffledSubarray(hashes, { minLength: hashes.length, maxLength: hashes.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([hashes, moved]) => {
        expect(sumOf(moved)).toBe(sumOf(hashes));
      }),
    );
  });

  test('with another head in the place of one is that of a new count', () => {
    fc.assert(
      fc.property(fc.array(hash), hash, hash, (rest, old, next) => {
        expect(countHead(sumOf([...rest, old]), old, next)).toBe(sumOf([...rest, next]));
      }),
    );
  });

  test('is another one when a head is missing', () => {
    fc.assert(
      fc.property(fc.array(hash), hash, (rest, missing) => {
        expect(sumOf([...rest, missing])).not.toBe(sumOf(rest));
      }),
    );
  });

  test('is as long as a hash, whatever is counted', () => {
    fc.assert(
      fc.property(fc.array(hash), (hashes) => {
        expect(sumOf(hashes)).toMatch(/^[0-9a-f]{64}$/);
      }),
    );
  });
});

test('what stands for a head or a seal says all of it, each in a place of its own', () => {
  const head = { requestId: 'r', number: 'n', sequence: 1, hash: 'h' };
  const heads = [head, { ...head, requestId: 'x' }, { ...head, number: 'x' }, { ...head, sequence: 2 }];
  expect(new Set([...heads, { ...head, hash: 'x' }].map(headContent)).size).toBe(5);
  const seal = { number: 1, requests: 2, sum: EMPTY_SUM };
  const seals = [seal, { ...seal, number: 2 }, { ...seal, requests: 3 }, { ...seal, sum: sha256('') }];
  expect(new Set(seals.map(sealContent)).size).toBe(4);
});
