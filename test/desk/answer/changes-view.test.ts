import { expect, test } from 'vitest';
import type { PreviewView } from '../../../src/core/application/core-api.ts';
import { changesView } from '../../../src/desk/answer/changes-view.ts';
import { textOf } from '../../support/web-customer.ts';
import { VIEW } from '../plain-view.ts';

type Change = PreviewView['changes'][number];

function words(...changes: readonly Change[]): string {
  return textOf(String(changesView(VIEW, { changes }, (source) => source.toUpperCase())));
}
const ORDERS: Change = {
  ...{ source: 'mollie', treatment: 'delete', category: 'order', count: 2, fields: [], sideEffects: [] },
};

test('who approves reads per system what goes, which fields, what else it does and what is done by hand (R19)', () => {
  const shown = words(
    { ...ORDERS, sideEffects: ['something_ends'] },
    { ...ORDERS, treatment: 'mask', category: 'contact_details', count: 1, fields: ['phone', 'note'] },
    { ...ORDERS, source: 'postnl', treatment: 'by_hand', category: null, count: null },
  );
  expect(shown).toMatch(/MOLLIE.*Verwijderen: Bestellingen, 2 .*Velden leegmaken: .*\(Telefoon.*\), 1 /);
  expect(shown).toContain('Let op: something_ends');
  expect(shown).toMatch(/POSTNL Met de hand: alles van deze klant$/);
  expect(shown.indexOf('something_ends')).toBeLessThan(shown.indexOf('POSTNL'));
});

test('a decision that changes nothing says nothing of systems', () => {
  expect(words()).toBe('');
});
