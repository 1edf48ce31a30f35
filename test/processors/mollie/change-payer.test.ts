import { expect, test } from 'vitest';
import { takeAlong } from '../../../src/core/fulfilment/change/take-along.ts';
import type { Change, PlanStep, StepContext, StepOutcome } from '../../../src/core/fulfilment/processor.ts';
import type { Fault } from '../../support/fake-api.ts';
import { type FakeMollie, fakeMollie, type MollieState } from '../../support/fake-mollie.ts';
import { atMollie, NOW, searching } from '../../support/search-mollie.ts';

const JAN = { id: 'cst_jan', name: 'Jan Prins', email: 'jan@example.nl' };
const HIS = { customerId: 'cst_jan' };
const ERASE: Change = { action: 'erase' };
const RENAME: Change = {
  action: 'rectify',
  corrections: [{ what: 'name', before: 'jan prins', after: 'Jan de Prins' }],
};

/** Long enough for a busy machine, where one answer never comes. */
const PATIENCE = { timeoutMs: 2_000 };

async function previewed(state: MollieState, change: Change = ERASE, now = NOW, patience = {}) {
  const api = await fakeMollie(state);
  const { processor } = atMollie(api, { write: 'live_write', ...patience });
  const { records } = await searching(processor);
  const steps = takeAlong(processor.plan(change, records, now), records, processor);
  const context: StepContext = { stepId: 'step 1', change, now };
  return { api, processor, records, steps, context };
}

test('a mandate that is over goes with its customer, and not before', async () => {
  const { api, steps, processor, context } = await previewed({
    customers: [JAN],
    mandates: [{ id: 'mdt_1', ...HIS, status: 'invalid' }],
  });
  const [customer, mandate] = [stepAt(steps, 0), stepAt(steps, 1)];
  expect(await processor.verify(mandate, context)).toBe('not_done');
  await processor.execute(customer, context);
  expect(await processor.execute(mandate, { ...context, stepId: 'step 2' })).toEqual({
    status: 'already_gone',
  });
  expect(await processor.verify(mandate, context)).toBe('done');
  expect(api.calls.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
});

test('a customer is not deleted with a mandate that was not there at the preview, also not with one that is over', async () => {
  const mandates = [
    { id: 'mdt_1', ...HIS, status: 'invalid' },
    { id: 'mdt_2', customerId: 'cst_eva', status: 'invalid' },
  ];
  const { api, steps, processor, context } = await previewed({ customers: [JAN], mandates });
  api.patch('mdt_2', HIS);
  expect(await processor.execute(stepAt(steps, 0), context)).toEqual({ status: 'changed_since_preview' });
  expect(api.row('cst_jan')).toBeDefined();
});

test('a correction changes the customer; what Mollie does not let change is for a person', async () => {
  const corrections = [
    { what: 'name', before: 'Jan Prins', after: 'Jan de Prins' },
    { what: 'email', before: 'JAN@example.nl', after: 'prins@example.nl' },
    { what: 'delivery_address', before: 'Dorpsstraat 12', after: 'Laan 3' },
  ] as const;
  const address = { familyName: 'Prins', givenName: 'Jan', streetAndNumber: 'Dorpsstraat 12' };
  const { steps, api, processor, context } = await previewed(
    {
      customers: [JAN],
      mandates: [{ id: 'mdt_1', ...HIS, consumerName: 'E Prins' }],
      payments: [{ id: 'tr_1', ...HIS, billingAddress: address }],
    },
    { action: 'rectify', corrections },
  );
  expect(steps).toMatchObject([
    { recordRef: 'mollie:/payments/tr_1', treatment: 'by_hand', fields: ['name', 'street'] },
    { recordRef: 'mollie:/customers/cst_jan', treatment: 'change', fields: ['name', 'email'] },
  ]);
  const step = stepAt(steps, 1);
  expect(await processor.execute(step, context)).toEqual({ status: 'done' });
  expect(api.row('cst_jan')).toMatchObject({ name: 'Jan de Prins', email: 'prins@example.nl' });
  expect(api.calls.at(-1)).toMatchObject({
    method: 'PATCH',
    body: { name: 'Jan de Prins', email: 'prins@example.nl' },
    headers: { authorization: 'Bearer live_write' },
  });
  expect(await processor.verify(step, context)).toBe('done');
});

test('of two corrections of one kind each record gets the one that says what it was', async () => {
  const email = (before: string, after: string) => ({ what: 'email', before, after }) as const;
  const corrections = [
    email('jan@example.nl', 'jan@nieuw.example'),
    email('factuur@example.nl', 'boeken@nieuw.example'),
  ];
  const { steps, api, processor, context } = await previewed(
    { customers: [JAN] },
    { action: 'rectify', corrections },
  );
  expect(await processor.execute(stepAt(steps, 0), context)).toEqual({ status: 'done' });
  expect(api.row('cst_jan')?.email).toBe('jan@nieuw.example');
  expect(await processor.verify(stepAt(steps, 0), context)).toBe('done');
  api.patch('cst_jan', { email: 'factuur@example.nl' });
  expect(await processor.verify(stepAt(steps, 0), context)).toBe('not_done');
});

test.each([
  ['mandate', 'mandates', 'mdt_1'],
  ['subscription', 'subscriptions', 'sub_1'],
] as const)(
  'a customer with a %s that still runs is not deleted: it would end unseen',
  async (_what, list, id) => {
    const { api, steps, processor, context } = await previewed({
      customers: [JAN],
      [list]: [{ id, ...HIS }],
    });
    const customer = steps.find(({ recordRef }) => recordRef === 'mollie:/customers/cst_jan');
    if (customer === undefined) throw new Error('no step for the customer');
    expect(await processor.execute(customer, context)).toEqual({ status: 'changed_since_preview' });
    expect(api.row(id)).toBeDefined();
    expect(api.calls.every(({ method }) => method === 'GET')).toBe(true);
    api.fault({ when: 'instead', path: new RegExp(list), answer: { status: 403 } });
    expect(await processor.execute(customer, context)).toEqual({
      status: 'failed',
      code: 'api.forbidden',
      retryable: false,
    });
    expect(await processor.execute(stepAt(steps, 0), { ...context, stepId: 'leaf' })).toEqual({
      status: 'done',
    });
    expect(await processor.execute(customer, context)).toEqual({ status: 'done' });
  },
);

test('an erasure does each step with the token for changes, and finds everything gone afterwards', async () => {
  const { api, steps, processor, context } = await previewed({
    customers: [JAN],
    mandates: [{ id: 'mdt_1', ...HIS }],
    subscriptions: [{ id: 'sub_1', ...HIS, mandateId: 'mdt_1' }],
    paymentLinks: [{ id: 'pl_1', ...HIS }],
  });
  expect(await Promise.all(steps.map((step) => processor.verify(step, context)))).toEqual(
    Array(4).fill('not_done'),
  );
  const outcomes: StepOutcome[] = [];
  for (const [index, step] of steps.entries())
    outcomes.push(await processor.execute(step, { ...context, stepId: `step ${index}` }));
  expect(outcomes).toEqual(Array(4).fill({ status: 'done' }));
  expect(await Promise.all(steps.map((step) => processor.verify(step, context)))).toEqual(
    Array(4).fill('done'),
  );
  const sent = api.calls.filter(({ method }) => method === 'DELETE');
  expect(sent.map(({ path }) => path)).toEqual([
    '/v2/customers/cst_jan/subscriptions/sub_1',
    '/v2/customers/cst_jan/mandates/mdt_1',
    '/v2/payment-links/pl_1',
    '/v2/customers/cst_jan',
  ]);
  const keys = sent.map(({ headers }) => String(headers['idempotency-key']));
  expect(new Set(keys).size).toBe(4);
  for (const key of keys)
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect((await searching(processor)).refs).toEqual([]);
});

function stepAt(steps: readonly PlanStep[], index: number): PlanStep {
  const step = steps[index];
  if (step === undefined) throw new Error(`no step ${index}`);
  return step;
}

interface Case {
  readonly change?: Change;
  readonly before?: (api: FakeMollie) => void;
  readonly fault?: Fault;
  readonly outcome: StepOutcome;
  readonly verified: 'done' | 'not_done' | 'unknown';
}

const sending = { when: 'instead', method: 'DELETE' } as const;
const reading = { when: 'instead', method: 'GET', times: 3 } as const;

test.each<[string, Case]>([
  ['all goes well', { outcome: { status: 'done' }, verified: 'done' }],
  [
    'the customer changed since the preview',
    {
      before: (api) => api.patch('cst_jan', { email: 'new@example.nl' }),
      outcome: { status: 'changed_since_preview' },
      verified: 'not_done',
    },
  ],
  [
    'the customer is gone already',
    {
      fault: { ...reading, times: 9, answer: { status: 410 } },
      outcome: { status: 'already_gone' },
      verified: 'done',
    },
  ],
  [
    'it goes between reading and deleting',
    {
      fault: { ...sending, when: 'after', answer: { status: 404 } },
      outcome: { status: 'already_gone' },
      verified: 'done',
    },
  ],
  [
    'the token for changes does not know what the other one reads',
    {
      fault: { ...sending, answer: { status: 404 } },
      outcome: { status: 'failed', code: 'api.not_found', retryable: false },
      verified: 'not_done',
    },
  ],
  [
    'the token for changes does not know whose name is corrected',
    {
      change: RENAME,
      fault: { when: 'instead', method: 'PATCH', answer: { status: 404 } },
      outcome: { status: 'failed', code: 'api.not_found', retryable: false },
      verified: 'not_done',
    },
  ],
  [
    'a name is corrected of a customer who is gone',
    {
      change: RENAME,
      fault: { ...reading, times: 9, answer: { status: 410 } },
      outcome: { status: 'changed_since_preview' },
      verified: 'not_done',
    },
  ],
  [
    'Mollie is busy',
    {
      fault: { ...sending, answer: { status: 429, headers: { 'retry-after': '9' } } },
      outcome: { status: 'failed', code: 'api.too_many', retryable: true, retryAfterMs: 9_000 },
      verified: 'not_done',
    },
  ],
  [
    'Mollie breaks before it deletes',
    {
      fault: { ...sending, answer: { status: 500 } },
      outcome: { status: 'unknown', code: 'api.server_error' },
      verified: 'not_done',
    },
  ],
  [
    'the answer is lost after it deleted',
    {
      fault: { ...sending, when: 'after', answer: 'cut' },
      outcome: { status: 'unknown', code: 'api.no_answer' },
      verified: 'done',
    },
  ],
  [
    'Mollie does not answer, and deleted',
    {
      fault: { ...sending, when: 'after', answer: 'hang' },
      outcome: { status: 'unknown', code: 'api.no_answer' },
      verified: 'done',
    },
  ],
  [
    'the token may not change anything',
    {
      fault: { ...sending, answer: { status: 403 } },
      outcome: { status: 'failed', code: 'api.forbidden', retryable: false },
      verified: 'not_done',
    },
  ],
  [
    'Mollie refuses',
    {
      fault: { ...sending, answer: { status: 422 } },
      outcome: { status: 'failed', code: 'api.refused', retryable: false },
      verified: 'not_done',
    },
  ],
  [
    'it cannot be read first',
    {
      fault: { ...reading, answer: { status: 503 } },
      outcome: { status: 'failed', code: 'api.server_error', retryable: true },
      verified: 'not_done',
    },
  ],
  [
    'it cannot be read at all',
    {
      fault: { ...reading, times: 9, answer: { status: 401 } },
      outcome: { status: 'failed', code: 'api.unauthorized', retryable: false },
      verified: 'unknown',
    },
  ],
  [
    'a name is corrected and the answer is lost',
    {
      change: RENAME,
      fault: { when: 'after', method: 'PATCH', answer: 'cut' },
      outcome: { status: 'unknown', code: 'api.no_answer' },
      verified: 'done',
    },
  ],
  [
    'a name is corrected that somebody corrected meanwhile',
    {
      change: RENAME,
      before: (api) => api.patch('cst_jan', { name: 'Jan de Prins' }),
      outcome: { status: 'done' },
      verified: 'done',
    },
  ],
  [
    'a name is corrected of a customer who changed otherwise',
    {
      change: RENAME,
      before: (api) => api.patch('cst_jan', { name: 'J. Prins' }),
      outcome: { status: 'changed_since_preview' },
      verified: 'not_done',
    },
  ],
])('%s', async (_fault, { change, before, fault, outcome, verified }) => {
  const patience = fault?.answer === 'hang' ? PATIENCE : {};
  const found = await previewed({ customers: [JAN] }, change, NOW, patience);
  const { api, steps, processor, context } = found;
  before?.(api);
  if (fault !== undefined) api.fault(fault);
  const [step] = steps;
  if (step === undefined) throw new Error('nothing is planned');
  expect(await processor.execute(step, context)).toEqual(outcome);
  expect(await processor.verify(step, context)).toBe(verified);
});

test('the same step has the same idempotency key, so that Mollie does it once', async () => {
  const { api, steps, processor, context } = await previewed({ customers: [JAN] });
  const step = stepAt(steps, 0);
  api.fault({ when: 'instead', method: 'DELETE', answer: { status: 500 } });
  await processor.execute(step, context);
  expect(await processor.execute(step, context)).toEqual({ status: 'done' });
  const keys = api.calls.flatMap(({ method, headers }) =>
    method === 'DELETE' ? [headers['idempotency-key']] : [],
  );
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

test('a subscription that ended by itself is as good as gone', async () => {
  const { api, steps, processor, context } = await previewed({
    customers: [JAN],
    subscriptions: [{ id: 'sub_1', ...HIS }],
  });
  api.patch('sub_1', { status: 'completed' });
  expect(await processor.execute(stepAt(steps, 0), context)).toEqual({ status: 'already_gone' });
  expect(api.calls.every(({ method }) => method === 'GET')).toBe(true);
});

test('what the law keeps is not deleted, whatever was planned', async () => {
  const { api, steps, processor, context } = await previewed({
    paymentLinks: [{ id: 'pl_1', description: 'For jan@example.nl', paidAt: '2026-11-22T10:00:00+00:00' }],
  });
  const step: PlanStep = { ...stepAt(steps, 0), treatment: 'delete' };
  expect(await processor.execute(step, context)).toEqual({ status: 'held' });
  expect(api.calls.every(({ method }) => method === 'GET')).toBe(true);
});

test('a payment link that was paid since the preview is another one', async () => {
  const { api, steps, processor, context } = await previewed({
    paymentLinks: [{ id: 'pl_1', description: 'For jan@example.nl' }],
  });
  api.patch('pl_1', { paidAt: '2026-11-22T10:00:00+00:00' });
  expect(await processor.execute(stepAt(steps, 0), context)).toEqual({ status: 'changed_since_preview' });
});

test('a step that is not for Mollie is never done there', async () => {
  const { api, steps, processor, context } = await previewed({
    payments: [{ id: 'tr_1', description: 'jan@example.nl' }],
  });
  const [step] = steps;
  if (step === undefined) throw new Error('nothing is planned');
  await expect(processor.execute(step, context)).rejects.toThrow('keep is not done at Mollie');
  expect(api.calls.every(({ method }) => method === 'GET')).toBe(true);
});
