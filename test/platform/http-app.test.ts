import { Writable } from 'node:stream';
import { HTTPException } from 'hono/http-exception';
import { expect, test } from 'vitest';
import { createHttpApp, type HttpAppOptions } from '../../src/platform/http-app.ts';
import { createLog } from '../../src/platform/log.ts';

function site(options: Partial<HttpAppOptions> = {}) {
  const lines: string[] = [];
  const into = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const app = createHttpApp({
    publicUrl: 'http://127.0.0.1:8080',
    log: createLog('debug', into),
    webhooks: ['/telegram'],
    bodyLimits: { '/balie/bronnen/': 1_000_000 },
    ...options,
  });
  app.get('/verzoek/:token', (c) => c.text('answer'));
  app.all('*', (c) => c.text('ok'));
  app.onError((error, c) => c.text('refused', error instanceof HTTPException ? error.status : 500));
  return { app, lines };
}

const post = (headers: Record<string, string>, path = '/') =>
  site().app.request(path, { method: 'POST', headers: { host: 'privacy.example.nl', ...headers } });

test('every answer, also a refusal, may run own scripts only and tells no other site where it was', async () => {
  const { app } = site();
  for (const answer of [await app.request('/'), await post({ 'content-length': '999999' })]) {
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
});

test('a page that sets a header itself keeps it', async () => {
  const app = createHttpApp({ publicUrl: 'http://127.0.0.1', log: createLog('silent'), webhooks: [] });
  app.get('/style.css', (c) => c.text('', 200, { 'cache-control': 'max-age=60' }));
  expect((await app.request('/style.css')).headers.get('cache-control')).toBe('max-age=60');
});

test('https is promised for a year where the site is https, and nowhere else', async () => {
  expect((await site().app.request('/')).headers.has('strict-transport-security')).toBe(false);
  const { app } = site({ publicUrl: 'https://privacy.example.nl' });
  expect((await app.request('/')).headers.get('strict-transport-security')).toBe('max-age=31536000');
});

test('a body has 256 kB at most, and more where the address begins as agreed', async () => {
  expect((await post({ 'content-length': '262144' })).status).toBe(200);
  expect((await post({ 'content-length': '262145' })).status).toBe(413);
  expect((await post({ 'content-length': '262145' }, '/balie/bronnen/jouwweb')).status).toBe(200);
  expect((await post({ 'content-length': '1000001' }, '/balie/bronnen/jouwweb')).status).toBe(413);
});

test('a body without an announced length is refused', async () => {
  expect((await post({ 'transfer-encoding': 'chunked' })).status).toBe(411);
});

test.for([
  ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'null' }, 200],
  ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['another host under the same domain', { 'sec-fetch-site': 'same-site' }, 403],
  ['an old browser on our own page', { origin: 'https://privacy.example.nl' }, 200],
  ['an old browser on another site', { origin: 'https://evil.example.com' }, 403],
  ['an origin that is no address', { origin: 'evil' }, 403],
  ['a program that is no browser', {}, 200],
] as const)('a change sent by %s', async ([, headers, status]) => {
  expect((await post(headers)).status).toBe(status);
});

test('a webhook is posted to from elsewhere, and reading is free to all', async () => {
  expect((await post({ 'sec-fetch-site': 'cross-site' }, '/telegram')).status).toBe(200);
  const { app } = site();
  expect((await app.request('/', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200);
});

test('the log names the kind of page and never the token in its address', async () => {
  const { app, lines } = site();
  await app.request('/verzoek/c2VjcmV0?naam=Jan');
  const [line = ''] = lines;
  expect(JSON.parse(line)).toMatchObject({
    level: 'debug',
    method: 'GET',
    route: '/verzoek/:token',
    status: 200,
  });
  expect(line).not.toMatch(/c2VjcmV0|Jan/);
});

test('a request id that somebody sends is not taken over', async () => {
  const { app, lines } = site();
  await app.request('/', { headers: { 'x-request-id': 'mine' } });
  expect(lines.join('')).not.toContain('mine');
});
