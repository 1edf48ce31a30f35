import { expect, test } from 'vitest';
import { amountInWords } from '../../../src/core/text/amount-in-words.ts';

test.each([
  ['nl', 1250, '€ 12,50'],
  ['nl', 500, '€ 5,00'],
  ['en', 1250, '€12.50'],
  ['en', 5, '€0.05'],
] as const)('in %s %i cents are written %s', (language, cents, words) => {
  expect(amountInWords(language, cents)).toBe(words);
});
