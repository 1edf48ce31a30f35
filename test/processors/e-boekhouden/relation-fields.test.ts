import { expect, test } from 'vitest';
import { textIfAny } from '../../../src/core/text/texts.ts';
import { RELATION_FIELDS, RESTING } from '../../../src/processors/e-boekhouden/relation-fields.ts';

const NAMES = RELATION_FIELDS.map(({ name }) => name);

test.each(['nl', 'en'] as const)('everything that is shown of the books has a name in %s', (language) => {
  const shown = [...NAMES, 'reference', 'entryNumber', 'invoiceDate', 'invoiceNumber', 'item', 'amount'];
  expect(shown.filter((name) => textIfAny(language, `terms:fields.${name}`) === undefined)).toEqual([]);
  for (const key of ['terms:unsearched.unreadable', 'terms:side_effects.relation_inactive'])
    expect(textIfAny(language, key)).toBeDefined();
});

test('every field stands there once, and the two that let a relation rest are among them', () => {
  expect(new Set(NAMES).size).toBe(NAMES.length);
  expect(new Set(RELATION_FIELDS.map(({ api }) => api)).size).toBe(NAMES.length);
  expect(NAMES).toEqual(expect.arrayContaining([...RESTING]));
});

test('the name and address of an invoice are needed while it is held, whatever else is filled', () => {
  const spare = RELATION_FIELDS.filter((field) => field.spare(() => true)).map(({ name }) => name);
  for (const name of ['name', 'street', 'postcode', 'city', 'country', 'vatNumber', 'mandateReference'])
    expect(spare).not.toContain(name);
  for (const name of ['note', 'freeText10', 'phone', 'invoiceEmail']) expect(spare).toContain(name);
});
