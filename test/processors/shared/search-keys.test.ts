import { expect, test } from 'vitest';
import type { KeyKind } from '../../../src/core/fulfilment/processor.ts';
import { searchKeys } from '../../../src/processors/shared/search-keys.ts';

function matches(kind: KeyKind, given: string, found: string): boolean {
  return searchKeys([{ kind, value: given, from: 'proven' }]).has(kind, found);
}

test.each([
  ['email', 'sanne@example.nl', ' Sanne@Example.NL '],
  ['phone', '020-555 01 01', '+31 (0)20 5550101'],
  ['iban', 'NL02 ABNA 0123 4567 89', 'nl02abna0123456789'],
  ['orderNumber', '1042', '# 1042'],
  ['name', 'S. de Vries', 's de vries'],
  ['address', 'Dorpsstraat 1, 1234 AB Voorbeeldstad', 'dorpsstraat 1 1234ab VOORBEELDSTAD'],
] as const)('of a %s «%s» and «%s» are the same', (kind, given, found) => {
  expect(matches(kind, given, found)).toBe(true);
});

test.each([
  ['email', 'sanne@example.nl', 'nietsanne@example.nl'],
  ['email', 'jan.b@example.nl', 'janb@example.nl'],
  ['orderNumber', '104', '1042'],
  ['invoiceNumber', '2024-7', '20247'],
  ['name', 'Sanne', 'Sanne de Vries'],
  ['paymentId', 'tr_Ab1', 'tr_aB1'],
] as const)('of a %s «%s» and «%s» are not', (kind, given, found) => {
  expect(matches(kind, given, found)).toBe(false);
});

test('a value without anything in it is no key', () => {
  expect(matches('phone', 'geen', '')).toBe(false);
  expect(searchKeys([{ kind: 'name', value: ' - ', from: 'confirmed' }]).kinds.size).toBe(0);
});
