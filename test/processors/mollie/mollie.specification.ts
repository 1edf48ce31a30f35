import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeAlong } from '../../../src/core/fulfilment/change/take-along.ts';
import type { Change } from '../../../src/core/fulfilment/processor.ts';
import { fakeMollie } from '../../support/fake-mollie.ts';
import { ADDRESS, atMollie, NOW, searching } from '../../support/search-mollie.ts';
import { specificationProxy } from '../../support/specification/specification-proxy.ts';
import { expectAsSpecified, specifications } from '../../support/specification/specifications.ts';

/** The specification counts from one; an empty list has none. */
const EMPTY_LIST = [/mandates 200: response.body.count: .* >= 1$/];

const HIS = { customerId: 'cst_jan' };
const RENAME: Change = {
  action: 'rectify',
  corrections: [{ what: 'name', before: 'Jan Prins', after: 'Jan de Prins' }],
};

test('what is asked of Mollie, and what the tests let it answer, is as Mollie specifies it', async () => {
  const api = await fakeMollie({
    customers: [{ id: 'cst_jan', name: 'Jan Prins', email: 'jan@example.nl' }],
    mandates: [{ id: 'mdt_1', ...HIS }],
    subscriptions: [{ id: 'sub_1', ...HIS }],
    payments: [
      { id: 'tr_1', ...HIS, amountRefunded: { currency: 'EUR', value: '2.50' } },
      { id: 'tr_2', billingAddress: ADDRESS, amountChargedBack: { currency: 'EUR', value: '2.50' } },
      ...Array.from({ length: 300 }, (_, index) => ({ id: `tr_x${index}` })),
    ],
    refunds: [{ id: 're_1', paymentId: 'tr_1' }],
    chargebacks: [{ id: 'chb_1', paymentId: 'tr_2' }],
    paymentLinks: [{ id: 'pl_1', billingAddress: { ...ADDRESS } }],
    profiles: [{ id: 'pfl_1' }],
    granted: ['customers.read', 'payments.read', 'profiles.read'],
  });
  const proxy = await specificationProxy(join(specifications(), 'mollie-openapi-3.1.yaml'), api.url);
  onTestFinished(proxy.close);
  const { processor } = atMollie(proxy, { read: 'access_read', write: 'access_write' });
  await processor.check();
  const found = await searching(processor);
  expect(found.coverage).toMatchObject({ coverage: { status: 'complete', found: 8 } });
  for (const change of [RENAME, { action: 'erase' } satisfies Change]) {
    const { records } = await searching(processor);
    const steps = takeAlong(processor.plan(change, records, NOW), records, processor);
    for (const [index, step] of steps.entries())
      if (step.treatment === 'delete' || step.treatment === 'change')
        await processor.execute(step, { stepId: `${change.action} ${index}`, change, now: NOW });
  }
  expect(api.row('cst_jan')).toBeUndefined();
  expectAsSpecified('Mollie', proxy, EMPTY_LIST);
});
