import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { fetchJson } from '../../../src/processors/shared/fetch-json.ts';
import { type FakeAnswer, fakeApi } from '../../support/fake-api.ts';

async function answering(answer: FakeAnswer | 'cut' | 'hang') {
  const api = await fakeApi(() => ({ status: 200, body: { items: [] } }));
  api.fault({ when: 'instead', answer });
  return fetchJson({ url: new URL('/v1/items', api.url), ...(answer === 'hang' ? { timeoutMs: 200 } : {}) });
}

test('a call carries its headers and its body, and brings the JSON of the answer', async () => {
  const api = await fakeApi(({ body }) => ({
    status: 201,
    body: { given: body },
    headers: { 'x-count': '3' },
  }));
  const url = new URL('/v1/items?limit=2', api.url);
  const answer = await fetchJson({
    url,
    method: 'POST',
    headers: { authorization: 'Bearer t' },
    body: { a: 1 },
  });
  expect(answer).toMatchObject({ ok: true, status: 201, body: { given: { a: 1 } } });
  expect(answer.ok && answer.headers.get('x-count')).toBe('3');
  expect(api.calls).toMatchObject([
    { method: 'POST', path: '/v1/items', headers: { authorization: 'Bearer t' } },
  ]);
});

test('an empty answer has no body', async () => {
  expect(await answering({ status: 204 })).toMatchObject({ ok: true, status: 204, body: undefined });
});

test.each([
  [400, 'api.refused', false, false],
  [401, 'api.unauthorized', false, false],
  [403, 'api.forbidden', false, false],
  [404, 'api.not_found', false, false],
  [410, 'api.not_found', false, false],
  [302, 'api.refused', false, false],
  [429, 'api.too_many', true, false],
  [500, 'api.server_error', true, true],
  [503, 'api.server_error', true, true],
])('%i is %s; tried again: %s; may have been done: %s', async (status, code, retryable, sent) => {
  const answer = await answering({ status, headers: { location: 'https://elsewhere.example' } });
  expect(answer).toMatchObject({ ok: false, code, status, retryable, sent });
});

test('a system says how long it wants to be left alone', async () => {
  const answer = await answering({
    status: 429,
    headers: { 'retry-after': '7' },
    body: { detail: 'slower' },
  });
  expect(answer).toMatchObject({ retryAfterMs: 7_000, body: { detail: 'slower' } });
  expect(await answering({ status: 429, headers: { 'retry-after': 'soon' } })).not.toHaveProperty(
    'retryAfterMs',
  );
});

test.each(['cut', 'hang'] as const)('no answer (%s): it may have been done', async (how) => {
  expect(await answering(how)).toMatchObject({
    ok: false,
    code: 'api.no_answer',
    retryable: true,
    sent: true,
  });
});

test('a system that is not there did nothing', async () => {
  const api = await fakeApi(() => ({ status: 200 }));
  await api.close();
  const answer = await fetchJson({ url: new URL('/', api.url) });
  expect(answer).toMatchObject({
    ok: false,
    code: 'api.unreachable',
    status: null,
    retryable: true,
    sent: false,
  });
});

test.each([200, 404])('a page instead of JSON is no answer, and with %i nothing is gone', async (status) => {
  const page = createServer((_request, response) => response.writeHead(status).end('<html>Onderhoud</html>'));
  onTestFinished(() => void page.close());
  await new Promise<void>((listening) => page.listen(0, '127.0.0.1', listening));
  const address = page.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await fetchJson({ url: new URL(`http://127.0.0.1:${port}/`) })).toMatchObject({
    code: 'api.not_json',
  });
});

test('an answer that unpacks to more than any answer is, is not taken in', async () => {
  const packed = gzipSync(Buffer.alloc(40 * 1024 * 1024, ' '));
  const bomb = createServer((_request, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
  );
  onTestFinished(() => void bomb.close());
  await new Promise<void>((listening) => bomb.listen(0, '127.0.0.1', listening));
  const address = bomb.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await fetchJson({ url: new URL(`http://127.0.0.1:${port}/`) })).toMatchObject({
    ok: false,
    code: 'api.not_json',
    retryable: false,
    sent: true,
  });
});
