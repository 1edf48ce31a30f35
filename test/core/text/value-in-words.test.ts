import { expect, test } from 'vitest';
import { valueInWords } from '../../../src/core/text/value-in-words.ts';

test.each([
  ['nl', 'at', '2026-11-02T10:00:00.000Z', '2 november 2026 om 11:00'],
  ['nl', 'right', 'access', 'Inzage'],
  ['nl', 'from', 'desk', 'de privacybalie'],
  ['en', 'from', 'customer', 'the customer'],
  ['nl', 'inactive', 'true', 'Ja'],
  ['nl', 'createdAt', '2022-03-04T00:00:00', '4 maart 2022'],
  ['nl', 'status', 'paid', 'betaald'],
  ['en', 'paymentMethod', 'directdebit', 'direct debit'],
  ['nl', 'status', 'Verzonden', 'Verzonden'],
  ['nl', 'item', 'access', 'access'],
  ['nl', 'right', 'unheard_of', 'unheard_of'],
  ['nl', 'text', 'op 2026-11-02T10:00:00.000Z', 'op 2026-11-02T10:00:00.000Z'],
] as const)('in %s the %s %s reads %s', (language, field, value, words) => {
  expect(valueInWords(language, field, value)).toBe(words);
});
