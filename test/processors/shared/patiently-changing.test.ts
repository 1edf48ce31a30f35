import { describe, expect, test } from 'vitest';
import { timeForChange } from '../../../src/processors/shared/patiently.ts';
import { fakeEBoekhouden } from '../../support/fake-e-boekhouden.ts';
import { fakeMollie } from '../../support/fake-mollie.ts';
import { atMollie, NOW, searching } from '../../support/search-mollie.ts';
import { SOLD } from '../../support/sold-books.ts';
import { booksOf, foundIn, key } from '../e-boekhouden/found-in.ts';

const CONTEXT = { stepId: 's1', change: { action: 'erase' }, now: NOW } as const;
const BUSY = { status: 429, headers: { 'retry-after': '50' } };
/** Before a lock of 280 seconds ends (store/exclusively.ts): a run of 20, with a look and a change at its end. */
const LOCK = 280_000;

test('a look and a change together end before the lock does, whenever in a run they begin', () => {
  const left = timeForChange(() => 0);
  expect(20_000 + 2 * left()).toBeLessThan(LOCK);
});

/** Each call takes this long, and each pause as long as it is. */
function slow(api: { readonly calls: readonly unknown[] }, waited: readonly number[], callMs: number) {
  return () => api.calls.length * callMs + waited.reduce((sum, ms) => sum + ms, 0);
}

describe('a change at Mollie', () => {
  async function customer(callMs: number) {
    const api = await fakeMollie({ customers: [{ id: 'cst_1', email: 'jan@example.nl' }] });
    const { records } = await searching(atMollie(api).processor);
    let clock = () => 0;
    const { processor, waited } = atMollie(api, { clock: () => clock() });
    clock = slow(api, waited, callMs);
    const [step] = processor.plan({ action: 'erase' }, records, NOW);
    if (step === undefined) throw new Error('nothing is planned');
    return { api, waited, calls: api.calls.length, execute: () => processor.execute(step, CONTEXT) };
  }

  test('is not asked when reading took all the time that it has: it is tried again later', async () => {
    const { api, calls, execute } = await customer(40_000);
    expect(await execute()).toEqual({ status: 'failed', code: 'api.no_answer', retryable: true });
    expect(api.calls.slice(calls).map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
    expect(api.row('cst_1')).toBeDefined();
  });

  test('waits for a busy Mollie no longer than there is time', async () => {
    const { api, waited, execute } = await customer(1_000);
    api.fault({ when: 'instead', times: Infinity, answer: BUSY });
    expect(await execute()).toMatchObject({ code: 'api.too_many', retryable: true, retryAfterMs: 50_000 });
    expect(waited).toEqual([50_000]);
  });
});

describe('a change at e-Boekhouden', () => {
  async function relation(callMs: number) {
    const fake = await fakeEBoekhouden(SOLD, {});
    const { records } = await foundIn(fake, key('email', 'wim@example.nl'));
    let clock = () => 0;
    const { books, waited } = booksOf(fake, () => clock());
    clock = slow(fake, waited, callMs);
    const step = books.plan({ action: 'erase' }, records, NOW).find(({ treatment }) => treatment === 'mask');
    if (step === undefined) throw new Error('nothing is planned');
    return { fake, waited, calls: fake.calls.length, execute: () => books.execute(step, CONTEXT) };
  }

  test('is not asked when reading took all the time that it has: it is tried again later', async () => {
    const { fake, calls, execute } = await relation(40_000);
    expect(await execute()).toEqual({ status: 'failed', code: 'api.no_answer', retryable: true });
    expect(fake.calls.slice(calls).map(({ method }) => method)).not.toContain('PATCH');
  });

  test('waits for a busy system no longer than there is time', async () => {
    const { fake, waited, execute } = await relation(1_000);
    fake.fault({ when: 'instead', times: Infinity, answer: BUSY });
    expect(await execute()).toMatchObject({ code: 'api.too_many', retryable: true });
    expect(waited).toEqual([50_000]);
  });
});
