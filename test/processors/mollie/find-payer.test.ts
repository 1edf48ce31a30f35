import { expect, test } from 'vitest';
import type { Fault } from '../../support/fake-api.ts';
import { fakeMollie, type MollieRow, type MollieState } from '../../support/fake-mollie.ts';
import { ADDRESS, atMollie, confirmed, PROVEN, searching, valuesOf } from '../../support/search-mollie.ts';

const JAN = { id: 'cst_jan', name: 'Jan Prins', email: 'Jan@Example.nl' };
const EVA = { id: 'cst_eva', name: 'Eva Prins', email: 'eva@example.nl' };

async function found(state: MollieState, keys = [PROVEN]) {
  const api = await fakeMollie(state);
  return { api, ...(await searching(atMollie(api).processor, keys)) };
}

function strangers(count: number): readonly MollieRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `tr_x${index}`,
    billingAddress: { ...ADDRESS, email: `x${index}@example.org` },
  }));
}

test('a customer is found with mandates, subscriptions, payments, refunds, chargebacks and payment links', async () => {
  const { refs, coverage } = await found({
    customers: [EVA, JAN],
    mandates: [
      { id: 'mdt_1', customerId: 'cst_jan', consumerName: 'J Prins' },
      { id: 'mdt_2', customerId: 'cst_eva' },
    ],
    subscriptions: [{ id: 'sub_1', customerId: 'cst_jan' }],
    payments: [
      { id: 'tr_1', customerId: 'cst_jan', amountRefunded: { currency: 'EUR', value: '2.50' } },
      { id: 'tr_2', billingAddress: ADDRESS, amountChargedBack: { currency: 'EUR', value: '2.50' } },
      { id: 'tr_3', customerId: 'cst_eva' },
    ],
    refunds: [{ id: 're_1', paymentId: 'tr_1' }],
    chargebacks: [{ id: 'chb_1', paymentId: 'tr_2' }],
    paymentLinks: [{ id: 'pl_1', shippingAddress: { email: 'jan@example.nl' } }, { id: 'pl_2' }],
  });
  expect(refs.toSorted()).toEqual([
    'mollie:/customers/cst_jan',
    'mollie:/customers/cst_jan/mandates/mdt_1',
    'mollie:/customers/cst_jan/subscriptions/sub_1',
    'mollie:/payment-links/pl_1',
    'mollie:/payments/tr_1',
    'mollie:/payments/tr_1/refunds/re_1',
    'mollie:/payments/tr_2',
    'mollie:/payments/tr_2/chargebacks/chb_1',
  ]);
  expect(coverage).toMatchObject({ coverage: { status: 'complete', provesAbsence: true, found: 8 } });
});

test('every page is read, at most 250 rows each, and counted for who waits', async () => {
  const { api, refs, progress, coverage } = await found({
    payments: [...strangers(510), { id: 'tr_last', billingAddress: ADDRESS }],
  });
  expect(refs).toEqual(['mollie:/payments/tr_last']);
  expect(
    api.calls.flatMap(({ path, query }) => (path === '/v2/payments' ? [query.get('limit')] : [])),
  ).toEqual(['250', '250', '250']);
  expect(progress).toEqual([0, 250, 500, 511, 511]);
  expect(coverage).toMatchObject({ coverage: { scanned: 511, found: 1 } });
});

test('nobody is found where everything was looked at', async () => {
  const { coverage } = await found({ customers: [EVA], payments: strangers(1) });
  expect(coverage).toEqual({
    type: 'coverage',
    coverage: { status: 'complete', scanned: 2, found: 0, provesAbsence: true },
  });
});

test.each<[string, object]>([
  ['the billing address', { billingAddress: { email: 'JAN@example.nl ' } }],
  ['the delivery address', { shippingAddress: { email: 'jan@example.nl' } }],
  ['the account of PayPal', { details: { consumerAccount: 'jan@example.nl' } }],
  ['the description', { description: 'Order 10023 of jan@example.nl.' }],
  ['what the shop added', { metadata: { customer: { mail: 'jan@example.nl' } } }],
  ['the address to return to', { redirectUrl: 'https://shop.example/thanks?mail=jan%40example.nl' }],
])('an address is found in %s', async (_place, payment) => {
  expect((await found({ payments: [{ id: 'tr_1', ...payment }] })).refs).toEqual(['mollie:/payments/tr_1']);
});

test('an address is never found within a longer one', async () => {
  const longer = ['piet-jan@example.nl', 'jan@example.nl.example.org', 'ajan@example.nl'];
  const payments = longer.flatMap((email, index) => [
    { id: `tr_a${index}`, billingAddress: { email } },
    { id: `tr_b${index}`, description: `For ${email}` },
  ]);
  expect((await found({ payments })).refs).toEqual([]);
});

test.each<[string, object, boolean | null]>([
  ['a field for it', { metadata: { order_id: '1002' } }, true],
  ['metadata that is text', { metadata: 'bestelnummer: 1002' }, true],
  ['a text that calls it an order', { description: 'Bestelling #1002' }, true],
  ['the address to return to', { redirectUrl: 'https://shop.example/order/1002?x=1' }, true],
  ['a text that has it for something else, perhaps', { description: 'Giftset 1002' }, false],
  ['a longer number', { description: 'Bestelling 10023' }, null],
  ['a number with letters before it', { description: 'Bestelling A-1002' }, null],
  ['an amount', { description: 'Total 1002,50' }, null],
])('an order number in %s', async (_place, payment, certain) => {
  const { refs } = await found({ payments: [{ id: 'tr_1', ...payment }] }, [
    { kind: 'orderNumber', value: '#1002', from: 'found' },
  ]);
  expect(refs).toEqual(certain === null ? [] : [`mollie:/payments/tr_1${certain ? '' : ' ?'}`]);
});

test('a long order number says enough wherever it stands', async () => {
  const payments = [{ id: 'tr_1', description: 'Webshop JW100234' }];
  const { refs } = await found({ payments }, [{ kind: 'orderNumber', value: 'jw100234', from: 'found' }]);
  expect(refs).toEqual(['mollie:/payments/tr_1']);
});

test('a payment is found by its own number, to the letter', async () => {
  const payments = [{ id: 'tr_aB1' }, { id: 'tr_ab1' }];
  const { refs, records } = await found({ payments }, [
    { kind: 'paymentId', value: 'tr_aB1', from: 'found' },
  ]);
  expect(refs).toEqual(['mollie:/payments/tr_aB1']);
  expect(records[0]?.matchedBy).toEqual(['paymentId']);
});

test('what bears the address of somebody else is possible: staff say whose it is (R11)', async () => {
  const { refs, keys } = await found(
    {
      customers: [JAN, { id: 'cst_none', name: 'Jan Prins', email: null }],
      payments: [
        { id: 'tr_1', customerId: 'cst_jan', billingAddress: { ...ADDRESS, email: 'eva@example.nl' } },
        { id: 'tr_2', metadata: { order_id: '1002' }, billingAddress: { email: 'eva@example.nl' } },
        { id: 'tr_3', billingAddress: ADDRESS, customerId: 'cst_eva' },
      ],
      mandates: [],
    },
    [PROVEN, { kind: 'orderNumber', value: '1002', from: 'found' }],
  );
  expect(refs).toEqual([
    'mollie:/customers/cst_jan',
    'mollie:/payments/tr_1 ?',
    'mollie:/payments/tr_2 ?',
    'mollie:/payments/tr_3',
  ]);
  expect(keys).not.toContain('email eva@example.nl');
});

test('the customer who paid for this person may be a partner, so that all of theirs is possible', async () => {
  const { refs } = await found({
    customers: [EVA],
    mandates: [{ id: 'mdt_1', customerId: 'cst_eva' }],
    payments: [{ id: 'tr_1', customerId: 'cst_eva', billingAddress: ADDRESS }],
  });
  expect(refs).toEqual([
    'mollie:/payments/tr_1',
    'mollie:/customers/cst_eva ?',
    'mollie:/customers/cst_eva/mandates/mdt_1 ?',
  ]);
});

test.each([
  confirmed('name', 'jan  prins'),
  confirmed('address', 'Dorpsstraat 12, 1234AB Ons Dorp'),
  confirmed('phone', '06-12345678'),
  confirmed('iban', 'NL91 ABNA 0417 1643 00'),
])('by $kind a household is found, and so no record is certain', async (key) => {
  const details = { consumerName: 'J Prins', consumerAccount: 'NL91ABNA0417164300' };
  const payments = [{ id: 'tr_1', billingAddress: ADDRESS, details }, { id: 'tr_2' }];
  expect((await found({ payments }, [key])).refs).toEqual(['mollie:/payments/tr_1 ?']);
});

test('two people of one name stay two: a name that nobody confirmed finds nothing', async () => {
  const namesake = { ...JAN, id: 'cst_other', email: 'j.prins@example.org' };
  expect((await found({ customers: [JAN, namesake] })).refs).toEqual(['mollie:/customers/cst_jan']);
});

test('what a certain record adds is told once; numbers of orders only where they are called so', async () => {
  const details = { consumerName: 'J Prins', consumerAccount: 'NL91ABNA0417164300' };
  const payment = { billingAddress: ADDRESS, details, description: 'Bestelling 1002: 3 kaarsen' };
  const { keys } = await found({
    payments: [
      { id: 'tr_1', ...payment },
      { id: 'tr_2', ...payment },
    ],
  });
  expect(keys.toSorted()).toEqual([
    'address Dorpsstraat 12, 1234 AB, Ons Dorp',
    'iban NL91ABNA0417164300',
    'name J Prins',
    'name Jan Prins',
    'orderNumber 1002',
    'paymentId tr_1',
    'paymentId tr_2',
    'phone +31612345678',
  ]);
});

test('a record says all there is of a person, and what needs a second look', async () => {
  const { records } = await found({
    payments: [
      {
        id: 'tr_1',
        billingAddress: ADDRESS,
        shippingAddress: { givenName: 'Eva', familyName: 'Prins', city: 'Elders' },
        details: { consumerName: 'J Prins', consumerAccount: 'NL91ABNA0417164300', cardHolder: null },
        metadata: { wens: 'graag zonder kaartje' },
        method: 'ideal',
        paidAt: '2025-12-31T23:30:00+00:00',
        lines: [{ description: 'Kaars', quantity: 2, sku: 'k1' }],
        webhookUrl: 'https://shop.example/hook',
      },
    ],
  });
  const [record] = records;
  if (record === undefined) throw new Error('nothing was found');
  expect(Object.fromEntries(record.fields.map(({ name, value }) => [name, value]))).toEqual({
    paymentId: 'tr_1',
    createdAt: '2026-03-20T09:13:37.000Z',
    status: 'paid',
    amount: '12.50 EUR',
    description: 'Candles',
    name: 'Jan Prins',
    email: 'jan@example.nl',
    phone: '+31612345678',
    street: 'Dorpsstraat 12',
    postcode: '1234 AB',
    city: 'Ons Dorp',
    country: 'NL',
    deliveryName: 'Eva Prins',
    deliveryCity: 'Elders',
    accountHolder: 'J Prins',
    iban: 'NL91ABNA0417164300',
    metadata: 'wens: graag zonder kaartje',
    paymentMethod: 'ideal',
    paidAt: '2025-12-31T23:30:00.000Z',
    item: 'Kaars',
    quantity: '2',
  });
  // Half past midnight in Amsterdam: a payment of the year 2026.
  expect(record).toMatchObject({
    day: '2026-01-01',
    hold: { basis: 'awr_52', until: '2033-12-31' },
    special: ['third_party', 'free_text'],
    thirdParty: true,
  });
  expect(valuesOf(record, 'paymentMethod')).toEqual(['ideal']);
});

test.each([
  ['paid', '2033-12-31'],
  ['expired', undefined],
  ['open', undefined],
])('a payment that is %s is part of the administration until %s', async (status, until) => {
  const { records } = await found({ payments: [{ id: 'tr_1', billingAddress: ADDRESS, status }] });
  expect(records[0]?.hold?.until).toBe(until);
});

const LATER: Fault['answer'] = { status: 429, headers: { 'retry-after': '7' } };

test.each<[string, Omit<Fault, 'when'>, object]>([
  ['asks once for patience', { path: /payments$/, answer: LATER }, { status: 'complete' }],
  [
    'asks for it three times',
    { path: /payments$/, answer: LATER, times: 3 },
    { status: 'failed', code: 'api.too_many', retryable: true },
  ],
  [
    'breaks half-way',
    { path: /payments$/, skip: 1, times: 9, answer: { status: 500 } },
    { status: 'failed', code: 'api.server_error', retryable: true },
  ],
  ['breaks once', { path: /payments$/, answer: { status: 500 } }, { status: 'complete' }],
  [
    'never answers',
    { path: /customers$/, times: 9, answer: 'hang' },
    { status: 'failed', code: 'api.no_answer', retryable: true },
  ],
  [
    'hangs up',
    { path: /customers$/, times: 9, answer: 'cut' },
    { status: 'failed', code: 'api.no_answer', retryable: true },
  ],
  [
    'does not know the key',
    { answer: { status: 401 }, times: 9 },
    { status: 'failed', code: 'api.unauthorized', retryable: false },
  ],
  [
    'forbids everything',
    { answer: { status: 403 }, times: 99 },
    { status: 'failed', code: 'api.forbidden', retryable: false },
  ],
  [
    'forbids the mandates',
    { path: /mandates$/, answer: { status: 403 } },
    { status: 'partial', unsearched: ['mollie_mandates'] },
  ],
  [
    'forbids the payment links',
    { path: /payment-links$/, answer: { status: 403 } },
    { status: 'partial', unsearched: ['mollie_payment_links'] },
  ],
  [
    'loses the customer meanwhile',
    { path: /subscriptions$/, answer: { status: 410 } },
    { status: 'complete' },
  ],
  [
    'is not there',
    { path: /customers$/, answer: { status: 404 } },
    { status: 'failed', code: 'api.not_found' },
  ],
  [
    'sends something else',
    { path: /payments$/, answer: { status: 200, body: { hello: 'there' } } },
    { status: 'failed', code: 'api.not_json' },
  ],
  [
    'sends a row without a number',
    {
      path: /payment-links$/,
      answer: { status: 200, body: { _embedded: { payment_links: [{}] }, _links: {} } },
    },
    { status: 'partial', unsearched: ['unreadable'] },
  ],
])('when Mollie %s, the search says so', async (_fault, fault, coverage) => {
  const api = await fakeMollie({ customers: [JAN], payments: strangers(300) });
  api.fault({ when: 'instead', ...fault });
  const { processor, waited } = atMollie(api, fault.answer === 'hang' ? { timeoutMs: 300 } : {});
  expect((await searching(processor)).coverage).toMatchObject({ coverage });
  expect(waited.every((ms) => ms <= 60_000)).toBe(true);
  if (fault.answer === LATER) expect(new Set(waited)).toEqual(new Set([7_000]));
});

test('a list that points at its own beginning ends', async () => {
  const api = await fakeMollie({});
  const body = {
    _embedded: { customers: [] },
    _links: { next: { href: 'https://api.mollie.com/v2/customers?from=cst_1' } },
  };
  api.fault({ when: 'instead', path: /customers$/, times: 99, answer: { status: 200, body } });
  expect((await searching(atMollie(api).processor)).coverage).toMatchObject({
    coverage: { status: 'failed' },
  });
  expect(api.calls).toHaveLength(2);
});

test('a token of the organisation reads the payments of every profile', async () => {
  const api = await fakeMollie({
    profiles: [{ id: 'pfl_1' }, { id: 'pfl_2' }],
    payments: [
      { id: 'tr_1', billingAddress: ADDRESS },
      { id: 'tr_2', profileId: 'pfl_2', billingAddress: ADDRESS },
    ],
  });
  const { processor } = atMollie(api, { read: 'access_read' });
  expect((await searching(processor)).refs).toEqual(['mollie:/payments/tr_1', 'mollie:/payments/tr_2']);
});

test('with a test key nothing is said of real payments', async () => {
  const api = await fakeMollie({});
  const { coverage } = await searching(atMollie(api, { read: 'test_read' }).processor);
  expect(coverage).toMatchObject({ coverage: { status: 'partial', unsearched: ['mollie_live'] } });
});

test('a search asks only, and with the token for reading', async () => {
  const api = await fakeMollie({ customers: [JAN] });
  await searching(atMollie(api, { read: 'live_read', write: 'live_write' }).processor);
  expect(new Set(api.calls.map(({ method, headers }) => `${method} ${headers.authorization}`))).toEqual(
    new Set(['GET Bearer live_read']),
  );
});
