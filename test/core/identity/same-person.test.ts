import { expect, test } from 'vitest';
import { maySamePerson } from '../../../src/core/identity/same-person.ts';

test.each([
  ['Sanne de Vries', 'Sanne de Vries'],
  ['Sanne de Vries', 'sanne DE VRIES'],
  ['S. de Vries', 'Sanne de Vries'],
  ['S.M. de Vries', 'Sanne de Vries'],
  ['Zoë van Dijk', 'Zoe van Dijk'],
  ['Sanne', 'Sanne de Vries'],
  ['S.', 'Sanne'],
  ['', 'Sanne de Vries'],
])('"%s" and "%s" may be one person', (one, other) => {
  expect(maySamePerson(one, other)).toBe(true);
  expect(maySamePerson(other, one)).toBe(true);
});

test.each([
  ['Jan de Vries', 'Sanne de Vries'],
  ['Sanne de Vries', 'Simone de Vries'],
  ['Sanne de Vries', 'Sanne Bakker'],
  ['J. de Vries', 'Sanne'],
])('"%s" and "%s" are two people at one mailbox (R11)', (one, other) => {
  expect(maySamePerson(one, other)).toBe(false);
  expect(maySamePerson(other, one)).toBe(false);
});
