import { expect, test } from 'vitest';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { booksSessions } from '../../../src/processors/e-boekhouden/books-session.ts';
import { type BooksHabits, type FakeBooks, fakeEBoekhouden } from '../../support/fake-e-boekhouden.ts';
import { SOLD } from '../../support/sold-books.ts';
import { booksOf, foundIn, inShort, key } from './found-in.ts';

const EMAIL = key('email', 'noor@example.nl');

/** Sessions with the books of the shop. */
async function opened(habits: BooksHabits = {}) {
  const fake = await fakeEBoekhouden(SOLD, habits);
  const open = booksSessions({ token: new Redacted(fake.token), apiUrl: fake.url, wait: async () => {} });
  return { fake, open };
}

function headersOf({ calls }: FakeBooks): readonly (string | undefined)[] {
  return calls.filter(({ path }) => path !== '/v1/session').map(({ headers }) => headers.authorization);
}

test('a session is opened under a short name, and ended when all is read', async () => {
  const fake = await fakeEBoekhouden(SOLD);
  await foundIn(fake, EMAIL);
  const [first] = fake.calls;
  expect(first).toMatchObject({ method: 'POST', path: '/v1/session', body: { source: 'Privacy' } });
  expect(fake.calls.at(-1)).toMatchObject({ method: 'DELETE', path: '/v1/session' });
  expect(fake.openSessions()).toBe(0);
});

test('where the bare token is wanted it is given after one refusal, and at once from then on', async () => {
  const { fake, open } = await opened({ header: '' });
  const one = open();
  expect(await one.read('/relation/1')).toMatchObject({ id: 1 });
  await one.close();
  expect(fake.openSessions()).toBe(1);
  const other = open();
  expect(await other.read('/relation/2')).toMatchObject({ id: 2 });
  expect(headersOf(fake)).toEqual(['Bearer session-1', 'session-2', 'session-3']);
});

test('a session that has ended meanwhile is opened anew, in the way that works', async () => {
  const fake = await fakeEBoekhouden(SOLD, { callsPerSession: 6 });
  const { records, coverage } = await foundIn(fake, EMAIL);
  expect(inShort(records)).toEqual(['relation:6', 'mutation:24']);
  expect(coverage).toMatchObject({ status: 'complete' });
  for (const header of headersOf(fake)) expect(header).toMatch(/^Bearer session-\d+$/);
});

test('reads at the same moment share one session', async () => {
  const { fake, open } = await opened();
  expect(await open().readEach('/relation', [1, 2, 3, 4])).toHaveLength(4);
  expect(fake.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('a key that is not known is told, whatever was tried', async () => {
  const fake = await fakeEBoekhouden(SOLD);
  for (const status of [401, 403]) {
    fake.fault({ path: /session/, method: 'POST', when: 'instead', answer: { status } });
    expect(await booksOf(fake).books.check()).toEqual({ ok: false, code: 'api.unauthorized' });
  }
  fake.fault({ path: /ledger/, when: 'instead', times: 2, answer: { status: 401 } });
  expect(await booksOf(fake).books.check()).toEqual({ ok: false, code: 'api.unauthorized' });
});

test('a check reads nothing of anybody', async () => {
  const fake = await fakeEBoekhouden(SOLD);
  expect(await booksOf(fake).books.check()).toEqual({ ok: true });
  expect(new Set(fake.calls.map(({ path }) => path))).toEqual(new Set(['/v1/session', '/v1/ledger']));
});

test('what was deleted while it was read is no failure, an address that does not exist is one', async () => {
  const { open } = await opened();
  const session = open();
  expect(await session.readEach('/relation', [1, 99])).toHaveLength(1);
  expect(session.failure()).toBeUndefined();
  expect(await session.list('/nowhere')).toEqual([]);
  expect(session.failure()).toMatchObject({ code: 'api.not_found' });
  expect(await session.read('/relation/1')).toBeUndefined();
});

test('a list that cannot be read is a failure and not an empty list', async () => {
  const { fake, open } = await opened();
  fake.fault({ path: /relation/, when: 'instead', answer: { status: 200, body: { rows: [] } } });
  const session = open();
  expect(await session.list('/relation')).toEqual([]);
  expect(session.failure()).toMatchObject({ code: 'api.not_json', retryable: false });
});

test('an empty answer, and a list that ends before its own count, are failures and no absence', async () => {
  const { fake, open } = await opened();
  fake.fault({ path: /relation\/1$/, when: 'instead', answer: { status: 200 } });
  const empty = open();
  expect(await empty.read('/relation/1')).toBeUndefined();
  expect(empty.failure()).toMatchObject({ code: 'api.not_json' });
  const body = { items: [{ id: 1 }, { id: 2 }], count: 5_000 };
  fake.fault({ path: /relation$/, when: 'instead', times: 2, answer: { status: 200, body } });
  const repeated = open();
  await repeated.list('/relation');
  expect(repeated.failure()).toMatchObject({ code: 'api.not_json' });
});

test('a place to sign in that is gone does not mean that a relation is', async () => {
  const { fake, open } = await opened();
  fake.fault({ path: /session/, when: 'instead', times: Number.POSITIVE_INFINITY, answer: { status: 404 } });
  const session = open();
  expect(await session.read('/relation/1')).toBeUndefined();
  expect(session.failure()).toMatchObject({ code: 'api.not_json' });
});
