import { expect, test } from 'vitest';
import { isOtherName, isSameName, ownNames } from '../../../src/processors/shared/same-name.ts';

test.each([
  ['Sanne de Vries', 'sanne DE VRIES'],
  ['Sanne de Vries', 'S. de Vries'],
  ['Sanne de Vries', 'Mevr. S.M. Vries'],
  ['Sanne de Vries', 'Sanne de Vries-Bakker'],
  ['Renée Müller', 'Renee Muller'],
])('"%s" and "%s" can be one person', (one, other) => {
  expect([isSameName(one, other), isSameName(other, one)]).toEqual([true, true]);
});

test.each([
  ['Sanne de Vries', 'Jan de Vries'],
  ['Sanne de Vries', 'Familie de Vries'],
  ['Sanne de Vries', 'Sanne Bakker'],
  ['Sanne de Vries', 'J. de Vries'],
  ['Sanne de Vries', 'Susanne de Vries'],
  ['S. de Vries', 'S. Vriesland'],
  ['Sanne de Vries', ''],
  ['De Vries', 'De Vries'],
  ['', ''],
  ['S. K.', 'S. M. K.'],
])('"%s" and "%s" may be two people (R11)', (one, other) => {
  expect([isSameName(one, other), isSameName(other, one)]).toEqual([false, false]);
});

test('a name is of another when it is none of those known, and it says more than a first name', () => {
  const own = ownNames(
    [
      { kind: 'name', value: 'S. Bakker', from: 'confirmed' },
      { kind: 'name', value: 'Piet Prins', from: 'found' },
    ],
    { name: 'Sanne de Vries' },
  );
  expect(own).toEqual(['Sanne de Vries', 'S. Bakker']);
  for (const name of ['Sanne de Vries', 'Sanne Bakker', 'Sanne', 'Hr S de Vries', '', '-'])
    expect(isOtherName(name, own)).toBe(false);
  for (const name of ['Piet de Vries', 'Familie de Vries', 'Piet']) expect(isOtherName(name, own)).toBe(true);
  expect(isOtherName('Piet de Vries', ownNames([], {}))).toBe(false);
});
