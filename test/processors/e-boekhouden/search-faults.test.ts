import { expect, test } from 'vitest';
import type { Coverage } from '../../../src/core/fulfilment/coverage.ts';
import type { Fault } from '../../support/fake-api.ts';
import { fakeEBoekhouden } from '../../support/fake-e-boekhouden.ts';
import { SOLD } from '../../support/sold-books.ts';
import { foundIn, key } from './found-in.ts';

const BUSY = { status: 429, headers: { 'retry-after': '7' } };
const ALWAYS = Number.POSITIVE_INFINITY;

/** Where it goes wrong, what goes wrong, how the search ends, and how long was waited. */
const FAULTS: readonly (readonly [string, Fault, Partial<Coverage>, readonly number[]])[] = [
  [
    'busy once',
    { path: /relation$/, when: 'instead', answer: BUSY },
    { status: 'complete', found: 6 },
    [7_000],
  ],
  [
    'busy all the time',
    { path: /invoice/, when: 'instead', times: ALWAYS, answer: BUSY },
    { status: 'failed', code: 'api.too_many', retryable: true },
    [7_000, 7_000],
  ],
  [
    'busy for longer than we wait',
    { path: /relation/, when: 'instead', answer: { status: 429, headers: { 'retry-after': '90' } } },
    { status: 'failed', code: 'api.too_many', retryable: true },
    [],
  ],
  [
    'an error half-way through the relations',
    { path: /relation\/\d/, skip: 3, times: ALWAYS, when: 'instead', answer: { status: 500 } },
    { status: 'failed', code: 'api.server_error', retryable: true },
    [1_000, 5_000],
  ],
  [
    'an error once half-way through the bookings',
    { path: /mutation\/\d/, skip: 1, when: 'instead', answer: { status: 500 } },
    { status: 'complete', found: 6 },
    [1_000],
  ],
  [
    'no answer once',
    { path: /mutation$/, when: 'instead', answer: 'hang' },
    { status: 'complete', found: 6 },
    [1_000],
  ],
  [
    'a connection that is always cut',
    { path: /mutation$/, times: ALWAYS, when: 'instead', answer: 'cut' },
    { status: 'failed', code: 'api.no_answer', retryable: true },
    [1_000, 5_000],
  ],
  [
    'a connection that is cut once',
    { path: /invoice\/11/, when: 'instead', answer: 'cut' },
    { status: 'complete', found: 6 },
    [1_000],
  ],
  [
    'a key without the right',
    { path: /mutation/, when: 'instead', answer: { status: 403 } },
    { status: 'failed', code: 'api.forbidden', retryable: false },
    [],
  ],
  [
    'no session',
    { path: /session/, times: ALWAYS, when: 'instead', answer: { status: 503 } },
    { status: 'failed', code: 'api.server_error', retryable: true },
    [1_000, 5_000],
  ],
];

test.each(FAULTS)('a search that meets %s ends as it should', async (_, fault, coverage, waited) => {
  const books = await fakeEBoekhouden(SOLD);
  books.fault(fault);
  const { url, token } = books;
  const silent = fault.answer === 'hang' ? { timeoutMs: 3_000 } : {};
  const found = await foundIn({ url, token, ...silent }, key('email', 'sanne@example.nl'));
  expect(found.coverage).toMatchObject(coverage);
  if (coverage.status === 'failed') expect(found.records).toEqual([]);
  // Calls at the same moment wait at the same moment.
  expect([...new Set(found.waited)]).toEqual([...new Set(waited)]);
});

test('after a failure nothing more is asked of a system in trouble', async () => {
  const books = await fakeEBoekhouden(SOLD);
  books.fault({ path: /relation$/, when: 'instead', times: 3, answer: { status: 500 } });
  const { coverage } = await foundIn(books, key('email', 'sanne@example.nl'));
  expect(coverage).toMatchObject({ status: 'failed' });
  expect(books.calls.filter(({ path }) => !path.endsWith('/session'))).toHaveLength(3);
});

test('a relation that is listed and cannot be opened makes the search a part', async () => {
  const books = await fakeEBoekhouden(SOLD);
  books.fault({ path: /relation\/\d/, when: 'instead', times: ALWAYS, answer: { status: 404 } });
  const { coverage } = await foundIn(books, key('email', 'niemand@example.nl'));
  expect(coverage).toEqual({ status: 'partial', scanned: 0, found: 0, unsearched: ['unreadable'] });
});
