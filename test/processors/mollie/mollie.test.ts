import { expect, test } from 'vitest';
import { fakeMollie } from '../../support/fake-mollie.ts';
import { atMollie, NOW, searching } from '../../support/search-mollie.ts';

const READS = [
  'customers.read',
  'payments.read',
  'refunds.read',
  'mandates.read',
  'subscriptions.read',
  'payment-links.read',
];

test.each([
  [
    'all of it',
    [...READS, 'customers.write', 'mandates.write', 'subscriptions.write', 'payment-links.write'],
    ['find', 'export', 'rectify', 'erase'],
  ],
  ['reading', READS, ['find', 'export']],
  ['reading payments', ['payments.read'], []],
  ['reading, and correcting customers', [...READS, 'customers.write'], ['find', 'export', 'rectify']],
])('of a token of the organisation Mollie tells that it may do %s', async (_what, granted, may) => {
  const api = await fakeMollie({ granted });
  expect(await atMollie(api, { read: 'access_1' }).processor.check()).toEqual({ ok: true, may });
});

test('what may be changed is what the other token may, where there is one', async () => {
  const api = await fakeMollie({ granted: READS });
  const writing = atMollie(api, { read: 'access_1', write: 'live_1' }).processor;
  const all = ['find', 'export', 'rectify', 'erase'];
  expect(await writing.check()).toEqual({ ok: true, may: all, unneeded: [] });
  const reading = atMollie(api, { read: 'live_1', write: 'access_1' }).processor;
  // A key of a profile may do everything, and the one for searching need not.
  expect(await reading.check()).toEqual({
    ok: true,
    may: ['find', 'export'],
    unneeded: ['rectify', 'erase'],
  });
});

test('a check reads nothing of anybody', async () => {
  const api = await fakeMollie({ customers: [{ id: 'cst_1', email: 'jan@example.nl' }] });
  expect(await atMollie(api).processor.check()).toEqual({
    ok: true,
    may: ['find', 'export', 'rectify', 'erase'],
  });
  expect(api.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v2/methods']);
});

test('a test key works, and is no key for customers', async () => {
  const api = await fakeMollie({});
  expect(await atMollie(api, { read: 'test_1' }).processor.check()).toEqual({
    ok: false,
    code: 'mollie.test_key',
  });
});

test.each([
  { read: 'live_1', write: 'test_1' },
  { read: 'test_1', write: 'live_1' },
])(
  'of a test key and a real one nothing is changed: the one does not see what the other does',
  async (keys) => {
    const api = await fakeMollie({ customers: [{ id: 'cst_1', email: 'jan@example.nl' }] });
    const { processor } = atMollie(api, keys);
    expect(await processor.check()).toEqual({ ok: false, code: 'mollie.test_key' });
    const { records } = await searching(processor);
    const change = { action: 'erase' } as const;
    const [step] = processor.plan(change, records, NOW);
    if (step === undefined) throw new Error('nothing is planned');
    const before = api.calls.length;
    const context = { stepId: 's1', change, now: NOW };
    expect(await processor.execute(step, context)).toEqual({
      status: 'failed',
      code: 'mollie.test_key',
      retryable: false,
    });
    expect(await processor.verify(step, context)).toBe('unknown');
    expect(api.calls).toHaveLength(before);
  },
);

test('a key that Mollie does not know is told as such', async () => {
  const api = await fakeMollie({});
  api.fault({ when: 'instead', answer: { status: 401 } });
  expect(await atMollie(api).processor.check()).toEqual({ ok: false, code: 'api.unauthorized' });
});

test('Mollie decides about payments itself, and absence can be proven by looking at everything', async () => {
  const { processor } = atMollie(await fakeMollie({}));
  expect(processor.capabilities()).toMatchObject({
    source: 'mollie',
    role: 'independent_controller',
    supports: { find: 'api', rectify: 'api', erase: 'api', restrict: 'manual' },
    canProveAbsence: true,
  });
});

test('what would change the address of a call is no number of Mollie: the row is unread', async () => {
  for (const id of ['..', 'cst_1/payments', 'cst_1?x=1', ' ']) {
    const api = await fakeMollie({ customers: [{ id, email: 'jan@example.nl' }] });
    const { refs, coverage } = await searching(atMollie(api).processor);
    expect(refs).toEqual([]);
    expect(coverage).toMatchObject({ coverage: { status: 'partial', unsearched: ['unreadable'] } });
  }
});
