import { expect, test } from 'vitest';
import type { SubjectKey } from '../../../src/core/fulfilment/processor.ts';
import { payerMatcher } from '../../../src/processors/mollie/match-payer.ts';
import { fakeMollie } from '../../support/fake-mollie.ts';
import { atMollie, PROVEN, searching } from '../../support/search-mollie.ts';

const order = (value: string): SubjectKey => ({ kind: 'orderNumber', value, from: 'found' });

test('a word that was taken for an order number finds nothing', () => {
  const matches = payerMatcher([PROVEN, order('Bestelling')]);
  expect(matches({ id: 'tr_1', description: 'Bestelling 4711' })).toBeUndefined();
});

test('at one address a payment under another name only may be of a housemate (R11)', async () => {
  const paid = { billingAddress: { email: 'jan@example.nl' } };
  const api = await fakeMollie({
    customers: [{ id: 'cst_eva', name: 'Eva Prins', email: 'jan@example.nl' }],
    payments: [
      { id: 'tr_1', ...paid, details: { consumerName: 'Hr J Prins' } },
      { id: 'tr_2', ...paid, details: { consumerName: 'E. Prins' } },
      { id: 'tr_3', ...paid },
    ],
  });
  const { refs, keys } = await searching(atMollie(api).processor, [PROVEN], 'Jan Prins');
  expect(refs).toEqual([
    'mollie:/customers/cst_eva ?',
    'mollie:/payments/tr_1',
    'mollie:/payments/tr_2 ?',
    'mollie:/payments/tr_3',
  ]);
  expect(keys).not.toContain('paymentId tr_2');
});
