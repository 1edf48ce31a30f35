import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import { createHttpApp } from '../../src/platform/http-app.ts';
import { type HttpServer, listen } from '../../src/platform/http-server.ts';
import { createLog } from '../../src/platform/log.ts';
import { refuseOtherHosts } from '../../src/platform/refuse-other-hosts.ts';
import { askAs } from '../support/ask-as.ts';

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close(0);
});

async function serve(publicUrl: string, loopback: boolean) {
  let refused = 0;
  const app = createHttpApp({ publicUrl, log: createLog('silent'), webhooks: [] });
  const onRefused = () => {
    refused += 1;
  };
  app.use(refuseOtherHosts({ publicUrl, loopback, onRefused }));
  app.route(
    '/',
    new Hono().all('*', (c) => c.text('served')),
  );
  const listening = await listen(app, { host: '127.0.0.1', port: 0, stopping: new AbortController() });
  if (!listening.ok) throw new Error(listening.refusal.code);
  servers.push(listening.value);
  const { port } = listening.value;
  const status = async (host: string, path = '/', headers = {}) =>
    (await askAs(port, host, path, headers)).status;
  return { status, refused: () => refused };
}

test('a demo answers by the names of this machine and by PUBLIC_URL, under any port, and by nothing else', async () => {
  const { status, refused } = await serve('https://demo.example.nl', true);
  for (const host of [
    'localhost:8080',
    '127.0.0.1',
    '[::1]:8080',
    'LOCALHOST',
    'demo.example.nl',
    'demo.example.nl:443',
  ])
    expect([host, await status(host)]).toEqual([host, 200]);
  expect(refused()).toBe(0);
  const others = [
    'evil.example.com',
    'localhost.evil.example.com',
    '127.0.0.2',
    '0.0.0.0',
    'demo.example.nl.',
  ];
  for (const host of others) expect([host, await status(host)]).toEqual([host, 421]);
  expect(refused()).toBe(others.length);
});

test('live answers by PUBLIC_URL only', async () => {
  const { status } = await serve('https://privacy.example.nl', false);
  expect(await status('privacy.example.nl')).toBe(200);
  for (const host of ['localhost', '127.0.0.1', 'www.example.nl']) expect(await status(host)).toBe(421);
});

test('its health is told on loopback, and to whoever has a token, under any name', async () => {
  const { status } = await serve('https://privacy.example.nl', false);
  expect(await status('10.0.0.5:8080', '/healthz')).toBe(200);
  for (const path of ['/readyz', '/metrics']) {
    expect(await status('127.0.0.1:8080', path)).toBe(200);
    expect(await status('evil.example.com', path)).toBe(421);
    expect(await status('127.0.0.1', path, { 'x-forwarded-for': '203.0.113.9' })).toBe(421);
    expect(await status('10.0.0.5:8080', path, { authorization: 'Bearer x' })).toBe(200);
  }
});
