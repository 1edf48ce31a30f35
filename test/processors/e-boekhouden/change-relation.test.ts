import { expect, test } from 'vitest';
import type { Change, PlanStep, StepContext } from '../../../src/core/fulfilment/processor.ts';
import type { Fault } from '../../support/fake-api.ts';
import { type BooksHabits, type FakeBooks, fakeEBoekhouden } from '../../support/fake-e-boekhouden.ts';
import { SANNE, SOLD } from '../../support/sold-books.ts';
import { booksOf, foundIn, key, NOW } from './found-in.ts';

const ERASE: Change = { action: 'erase' };
const WIM = 8;

/** What was previewed for this customer, and what executing and verifying a step of it gives. */
async function previewed(
  change: Change,
  email = 'sanne@example.nl',
  habits: BooksHabits = {},
  silent: { readonly timeoutMs?: number } = {},
) {
  const fake = await fakeEBoekhouden(SOLD, habits);
  const { records } = await foundIn(fake, key('email', email));
  const { books } = booksOf({ url: fake.url, token: fake.token, ...silent });
  const steps = books.plan(change, records, NOW);
  const context: StepContext = { stepId: 's1', change, now: NOW };
  const step = (treatment: PlanStep['treatment']): PlanStep => {
    const found = steps.find((one) => one.treatment === treatment);
    if (found === undefined) throw new Error(`no step to ${treatment}`);
    return found;
  };
  return {
    fake,
    step,
    execute: (treatment: PlanStep['treatment']) => books.execute(step(treatment), context),
    verify: (treatment: PlanStep['treatment']) => books.verify(step(treatment), context),
  };
}

function writes({ calls }: FakeBooks): number {
  return calls.filter(({ method }) => method === 'PATCH' || method === 'DELETE').length;
}

test('what the administration can do without is emptied, the rest is sent back as it was, and nothing is deleted', async () => {
  const { fake, execute, verify } = await previewed(ERASE);
  expect(await verify('mask')).toBe('not_done');
  expect(await execute('mask')).toEqual({ status: 'done' });
  expect(fake.relation(SANNE)).toMatchObject({
    name: 'Sanne de Vries',
    address: 'Dorpsstraat 1',
    emailAddress: 'Sanne@example.nl',
    termOfPayment: 14,
    doNotReceiveNewsletters: true,
    inactive: true,
  });
  for (const gone of ['phoneNumber', 'emailAddressInvoice', 'note', 'iban', 'freeText3', 'gender'])
    expect(fake.relation(SANNE)?.[gone] || '').toBe('');
  expect(await verify('mask')).toBe('done');
  const deletes = fake.calls.filter(({ method }) => method === 'DELETE');
  expect(deletes.every(({ path }) => path === '/v1/session')).toBe(true);
});

test('of somebody without invoices name and address go too, and the deletion itself is left to a person', async () => {
  const { fake, execute, verify } = await previewed(ERASE, 'wim@example.nl');
  expect(await execute('mask')).toEqual({ status: 'done' });
  expect(fake.relation(WIM)).toMatchObject({ name: 'Gewist (AVG)', emailAddress: '', mobilePhoneNumber: '' });
  expect(await execute('by_hand')).toEqual({ status: 'held' });
  expect(await verify('by_hand')).toBe('not_done');
  fake.remove(WIM);
  expect(await verify('by_hand')).toBe('done');
});

test.each<BooksHabits>([{ emptiedBy: 'null' }, { replaces: true }, { header: '' }])(
  'it is done too where a system is like %j',
  async (habits) => {
    const { fake, execute } = await previewed(ERASE, 'sanne@example.nl', habits);
    // Not in its documentation as we have it.
    fake.edit(SANNE, { discount: 0, deliveryNote: 'Achterom' });
    expect(await execute('mask')).toEqual({ status: 'done' });
    expect(fake.relation(SANNE)).toMatchObject({
      ...{ code: 'D1001', city: 'Voorbeeldstad', inactive: true },
      ...{ discount: 0, deliveryNote: 'Achterom' },
    });
    expect(fake.relation(SANNE)?.phoneNumber || '').toBe('');
  },
);

test('what was sent and had no effect is no success', async () => {
  const { execute, verify } = await previewed(ERASE, 'sanne@example.nl', { emptiedBy: 'nothing' });
  expect(await execute('mask')).toEqual({ status: 'failed', code: 'api.no_effect', retryable: false });
  expect(await verify('mask')).toBe('not_done');
});

test('a correction changes the field that said it, and only that', async () => {
  const corrections = [{ what: 'name', before: 'Sanne de Vries', after: 'Sanne Vrieze' }] as const;
  const { fake, execute, verify } = await previewed({ action: 'rectify', corrections });
  expect(await verify('change')).toBe('not_done');
  expect(await execute('change')).toEqual({ status: 'done' });
  expect(fake.relation(SANNE)).toMatchObject({
    name: 'Sanne Vrieze',
    phoneNumber: '020-5550101',
    inactive: false,
  });
  expect(await verify('change')).toBe('done');
  fake.edit(SANNE, { name: 'Iemand Anders' });
  expect(await verify('change')).toBe('not_done');
});

test('a restriction and its end leave a relation as it was', async () => {
  const { fake, step, execute, verify } = await previewed({ action: 'restrict' }, 'wim@example.nl');
  expect(await execute('restrict')).toEqual({ status: 'done' });
  expect(fake.relation(WIM)).toMatchObject({ inactive: true, doNotReceiveNewsletters: true });
  expect(await verify('restrict')).toBe('done');
  const lift: Change = { action: 'unrestrict', restricted: [step('restrict')] };
  const { books } = booksOf(fake);
  const { records } = await foundIn(fake, key('email', 'wim@example.nl'));
  const [lifted] = books.plan(lift, records, NOW);
  if (lifted === undefined) throw new Error('no step');
  const context = { stepId: 's2', change: lift, now: NOW };
  expect(await books.execute(lifted, context)).toEqual({ status: 'done' });
  expect(fake.relation(WIM)).toMatchObject({ inactive: false, doNotReceiveNewsletters: false });
  expect(await books.verify(lifted, context)).toBe('done');
});

test('a step is done once: what is there already is not written again', async () => {
  const { fake, execute } = await previewed({ action: 'restrict' }, 'wim@example.nl');
  await execute('restrict');
  const before = writes(fake);
  expect((await execute('restrict')).status).toBe('changed_since_preview');
  expect(writes(fake) - before).toBe(1);
});

test('who changed meanwhile is not touched', async () => {
  const { fake, execute } = await previewed(ERASE);
  fake.edit(SANNE, { note: 'Betaalt in termijnen.' });
  expect(await execute('mask')).toEqual({ status: 'changed_since_preview' });
  expect(fake.relation(SANNE)?.phoneNumber).toBe('020-5550101');
});

test.each([
  ['invoices', { id: 99, relationId: WIM, invoiceNumber: '2026-1', date: '2026-11-23' }],
  ['mutations', { id: 99, type: 2, date: '2026-11-23', invoiceNumber: 'W-99', relationId: WIM }],
] as const)('who bought something meanwhile is held (%s)', async (kind, row) => {
  const { fake, execute } = await previewed(ERASE, 'wim@example.nl');
  fake.add(kind, row);
  expect(await execute('mask')).toEqual({ status: 'held' });
  expect(fake.relation(WIM)?.name).toBe('Wim Nieuw');
});

test('who is gone is gone', async () => {
  const { fake, execute, verify } = await previewed(ERASE);
  fake.remove(SANNE);
  expect(await execute('mask')).toEqual({ status: 'already_gone' });
  expect(await verify('mask')).toBe('done');
});

test('who is gone is neither corrected nor restricted: a person looks', async () => {
  for (const [change, treatment] of [
    [{ action: 'restrict' }, 'restrict'],
    [{ action: 'rectify', corrections: [{ what: 'name', before: '', after: 'Bo' }] }, 'change'],
  ] as const) {
    const { fake, execute, verify } = await previewed(change);
    fake.remove(SANNE);
    expect(await execute(treatment)).toEqual({ status: 'changed_since_preview' });
    expect(await verify(treatment)).toBe('not_done');
  }
});

test('a relation that goes between the look and the change is gone', async () => {
  const { fake, execute } = await previewed(ERASE);
  fake.fault({ ...WRITE, when: 'instead', answer: { status: 404 } });
  fake.fault({ ...READ, skip: 1, when: 'instead', answer: { status: 404 } });
  expect(await execute('mask')).toEqual({ status: 'already_gone' });
});

const WRITE = { method: 'PATCH', path: /relation/ } as const;
const READ = { method: 'GET', path: /relation\/1$/ } as const;

/** What goes wrong, how the step ends, and what a look afterwards says. */
const FAULTS: readonly (readonly [string, Fault, Readonly<Record<string, unknown>>, string])[] = [
  [
    'busy at the change',
    { ...WRITE, when: 'instead', answer: { status: 429, headers: { 'retry-after': '9' } } },
    { status: 'failed', code: 'api.too_many', retryable: true, retryAfterMs: 9_000 },
    'not_done',
  ],
  [
    'an error at the change',
    { ...WRITE, when: 'instead', answer: { status: 500 } },
    { status: 'unknown', code: 'api.server_error' },
    'not_done',
  ],
  [
    'an answer that is lost after the change',
    { ...WRITE, when: 'after', answer: 'cut' },
    { status: 'unknown', code: 'api.no_answer' },
    'done',
  ],
  [
    'an error after the change',
    { ...WRITE, when: 'after', answer: { status: 502 } },
    { status: 'unknown', code: 'api.server_error' },
    'done',
  ],
  [
    'silence after the change',
    { ...WRITE, when: 'after', answer: 'hang' },
    { status: 'unknown', code: 'api.no_answer' },
    'done',
  ],
  [
    'a relation that the change alone does not find',
    { ...WRITE, when: 'instead', answer: { status: 404 } },
    { status: 'failed', code: 'api.not_found', retryable: false },
    'not_done',
  ],
  [
    'a refusal of every form',
    { ...WRITE, times: 2, when: 'instead', answer: { status: 400, body: { code: 'REL_007' } } },
    { status: 'failed', code: 'api.refused', retryable: false },
    'not_done',
  ],
  [
    'a key that may not write',
    { ...WRITE, when: 'instead', answer: { status: 403 } },
    { status: 'failed', code: 'api.forbidden', retryable: false },
    'not_done',
  ],
  [
    'a key that ended',
    { ...WRITE, times: 2, when: 'instead', answer: { status: 401 } },
    { status: 'failed', code: 'api.unauthorized', retryable: false },
    'not_done',
  ],
  [
    'a system that is down before the change',
    { ...READ, times: 3, when: 'instead', answer: { status: 503 } },
    { status: 'failed', code: 'api.server_error', retryable: true },
    'not_done',
  ],
  [
    'a look that fails after the change',
    { ...READ, skip: 1, times: 3, when: 'instead', answer: { status: 503 } },
    { status: 'unknown', code: 'api.server_error' },
    'done',
  ],
  [
    'an answer that is no relation',
    { ...READ, when: 'instead', answer: { status: 200, body: [] } },
    { status: 'failed', code: 'api.not_json', retryable: false },
    'not_done',
  ],
];

test.each(FAULTS)('a change that meets %s ends as it should', async (_, fault, outcome, seen) => {
  const silent = fault.answer === 'hang' ? { timeoutMs: 3_000 } : {};
  const { fake, execute, verify } = await previewed(ERASE, undefined, undefined, silent);
  fake.fault(fault);
  expect(await execute('mask')).toEqual(outcome);
  expect(await verify('mask')).toBe(seen);
});

test('nobody can say what is there while the system does not answer', async () => {
  const { fake, verify } = await previewed(ERASE);
  fake.fault({ ...READ, times: 3, when: 'instead', answer: { status: 500 } });
  expect(await verify('mask')).toBe('unknown');
});

test('an invoice is never written to', async () => {
  const { fake, execute, verify } = await previewed(ERASE);
  const before = fake.calls.length;
  expect(await execute('keep')).toEqual({ status: 'held' });
  expect(await verify('keep')).toBe('done');
  expect(writes(fake)).toBe(writes({ ...fake, calls: fake.calls.slice(0, before) }));
});
