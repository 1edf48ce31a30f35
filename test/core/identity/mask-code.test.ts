import { expect, test } from 'vitest';
import { maskCode } from '../../../src/core/identity/mask-code.ts';

test.each([
  ['482913', '[code]'],
  [' 482 913 ', ' [code] '],
  ['4 8 2 9 1 3', '[code]'],
  ['mijn code is 482913.', 'mijn code is [code].'],
  ['de code: 482-913', 'de code: [code]'],
])('%j is shown without the code', (typed, shown) => {
  expect(maskCode(typed)).toBe(shown);
});

test.each(['bestelling 482913', '06 12345678', '12345', '', 'mijn postcode is 1431 AB', '3-11-2026'])(
  '%j holds no code and stays',
  (typed) => {
    expect(maskCode(typed)).toBe(typed);
  },
);
