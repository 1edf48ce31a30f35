import { expect, test } from 'vitest';
import type { Change, FoundRecord, PlanStep } from '../../../src/core/fulfilment/processor.ts';
import { fakeMollie, type MollieState } from '../../support/fake-mollie.ts';
import { atMollie, NOW, searching } from '../../support/search-mollie.ts';

const JAN = { id: 'cst_jan', name: 'Jan Prins', email: 'jan@example.nl' };
const HIS = { customerId: 'cst_jan' };
const ERASE: Change = { action: 'erase' };
const RENAME: Change = {
  action: 'rectify',
  corrections: [{ what: 'name', before: 'jan prins', after: 'Jan de Prins' }],
};

async function planned(state: MollieState, change: Change = ERASE): Promise<readonly string[]> {
  const { processor } = atMollie(await fakeMollie(state));
  const { records } = await searching(processor);
  return processor.plan(change, records, NOW).map(inWords);
}

function inWords({ recordRef, treatment, sideEffects, hold }: PlanStep): string {
  const until = hold === null ? '' : ` until ${hold.until}`;
  return `${treatment} ${recordRef.replace('mollie:/', '')}${until} ${sideEffects.join()}`.trim();
}

test('subscriptions and mandates go before their customer, and what else that does is told first', async () => {
  const steps = await planned({
    customers: [JAN],
    mandates: [
      { id: 'mdt_1', ...HIS },
      { id: 'mdt_2', ...HIS, status: 'invalid' },
    ],
    subscriptions: [
      { id: 'sub_1', ...HIS },
      { id: 'sub_2', ...HIS, status: 'canceled' },
    ],
  });
  expect(steps).toEqual([
    'delete customers/cst_jan/subscriptions/sub_1 mollie_subscription',
    'delete customers/cst_jan/mandates/mdt_1 mollie_mandate',
    'delete customers/cst_jan mollie_customer',
    'delete customers/cst_jan/mandates/mdt_2',
    'delete customers/cst_jan/subscriptions/sub_2',
  ]);
});

test('what a person typed of Mollie is for a person', async () => {
  const { processor } = atMollie(await fakeMollie({}));
  const typed: FoundRecord = {
    ref: 'mollie:by hand:1',
    category: 'payment',
    fields: [{ name: 'text', value: 'Payment of 12.50' }],
    matchedBy: ['email'],
    thirdParty: false,
    hold: null,
    provenance: { place: 'by hand', fetchedAt: NOW.toISOString() },
  };
  for (const change of [ERASE, { action: 'restrict' }] as const)
    expect(processor.plan(change, [typed], NOW)).toMatchObject([{ treatment: 'by_hand', sideEffects: [] }]);
  expect(processor.plan(RENAME, [typed], NOW)).toEqual([]);
});

test('a paid payment is kept for tax, one that is being paid is for a person, and Mollie decides about the rest', async () => {
  const money = { amountRefunded: { currency: 'EUR', value: '2.50' } };
  const steps = await planned({
    customers: [JAN],
    payments: [
      { id: 'tr_paid', ...HIS, ...money },
      { id: 'tr_open', ...HIS, status: 'open', isCancelable: true },
      { id: 'tr_authorized', ...HIS, status: 'authorized' },
      { id: 'tr_expired', ...HIS, status: 'expired' },
      { id: 'tr_2017', ...HIS, createdAt: '2017-03-20T09:13:37+00:00' },
    ],
    refunds: [{ id: 're_1', paymentId: 'tr_paid' }],
    paymentLinks: [
      { id: 'pl_new', ...HIS },
      { id: 'pl_paid', ...HIS, paidAt: '2026-03-20T09:13:37+00:00' },
    ],
  });
  expect(steps).toEqual([
    'delete payment-links/pl_new',
    'keep payment-links/pl_paid until 2033-12-31',
    'keep payments/tr_paid/refunds/re_1 until 2033-12-31',
    'keep payments/tr_paid until 2033-12-31',
    'by_hand payments/tr_open',
    'by_hand payments/tr_authorized',
    'refer payments/tr_expired',
    'refer payments/tr_2017',
    'delete customers/cst_jan mollie_customer',
  ]);
});

test.each(['restrict', 'unrestrict'] as const)(
  'Mollie has no way to %s: a person sees to it, and Mollie to payments',
  async (action) => {
    const change: Change = action === 'restrict' ? { action } : { action, restricted: [] };
    const steps = await planned({ customers: [JAN], payments: [{ id: 'tr_1', ...HIS }] }, change);
    expect(steps).toEqual(['refer payments/tr_1', 'by_hand customers/cst_jan']);
  },
);

test('what is over is for a person when its customer stays, since it goes with that one only', async () => {
  const { processor } = atMollie(
    await fakeMollie({ customers: [JAN], mandates: [{ id: 'mdt_1', ...HIS, status: 'invalid' }] }),
  );
  const { records } = await searching(processor);
  const mandates = records.filter(({ category }) => category === 'account');
  expect(processor.plan(ERASE, mandates, NOW).map(inWords)).toEqual([
    'by_hand customers/cst_jan/mandates/mdt_1',
  ]);
});
