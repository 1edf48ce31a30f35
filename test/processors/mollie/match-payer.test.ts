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

test('a short number after the word order is an amount of things, perhaps: it is followed nowhere', () => {
  const own = payerMatcher([PROVEN])({
    id: 'tr_1',
    description: 'Bestelling 2 kaarsen',
    billingEmail: PROVEN.value,
  });
  expect(own?.keys.map(({ kind, value }) => `${kind} ${value}`)).toEqual(['paymentId tr_1']);
  const other = payerMatcher([order('2')])({ id: 'tr_2', description: 'Bestelling 2 kaarsen' });
  expect(other?.match.confidence).toBe('possible');
});

test('a payment that bears the address of somebody else too is possible, and leads nowhere', () => {
  const payment = {
    id: 'tr_1',
    billingAddress: { email: 'eva@example.nl' },
    shippingAddress: { email: 'jan@example.nl' },
  };
  const matched = payerMatcher([PROVEN])(payment);
  const match = { matchedBy: ['email'], confidence: 'possible', bearsOther: true };
  expect(matched).toEqual({ match, keys: [] });
});

test('a time that is none stays as it is written', async () => {
  const odd = '2026-00-00T00:00:00+00:00';
  const api = await fakeMollie({
    payments: [{ id: 'tr_1', billingEmail: 'jan@example.nl', expiredAt: odd }],
  });
  const { records, coverage } = await searching(atMollie(api).processor);
  expect(records[0]?.fields).toContainEqual({ name: 'expiredAt', value: odd });
  expect(coverage).toMatchObject({ coverage: { status: 'complete' } });
});

test('a Mollie that wants a profile and tells of none has had no payment read', async () => {
  const api = await fakeMollie({});
  api.fault({ path: /payments$/, when: 'instead', answer: { status: 422 } });
  const profiles = { count: 0, _embedded: { profiles: [] }, _links: {} };
  api.fault({ path: /profiles$/, when: 'instead', answer: { status: 200, body: profiles } });
  const { coverage } = await searching(atMollie(api, { read: 'access_x' }).processor);
  expect(coverage).toMatchObject({ coverage: { status: 'partial', unsearched: ['mollie_payments'] } });
});

test('a mandate or subscription of a customer may be of somebody else all the same (R11)', async () => {
  const api = await fakeMollie({
    customers: [{ id: 'cst_jan', email: 'jan@example.nl' }],
    mandates: [
      { id: 'mdt_own', customerId: 'cst_jan', details: { consumerName: 'J Prins' } },
      { id: 'mdt_name', customerId: 'cst_jan', details: { consumerName: 'Eva de Boer' } },
      { id: 'mdt_mail', customerId: 'cst_jan', details: { consumerAccount: 'eva@example.nl' } },
    ],
    subscriptions: [{ id: 'sub_1', customerId: 'cst_jan', description: 'Box for eva@example.nl' }],
  });
  const { refs, records } = await searching(atMollie(api).processor, [PROVEN], 'Jan Prins');
  expect(refs).toEqual([
    'mollie:/customers/cst_jan',
    'mollie:/customers/cst_jan/mandates/mdt_own',
    'mollie:/customers/cst_jan/mandates/mdt_name ?',
    'mollie:/customers/cst_jan/mandates/mdt_mail ?',
    'mollie:/customers/cst_jan/subscriptions/sub_1 ?',
  ]);
  expect(records.map(({ thirdParty, special = [] }) => [thirdParty, ...special])).toEqual([
    [false],
    [false],
    ...Array(3).fill([true, 'third_party']),
  ]);
});
