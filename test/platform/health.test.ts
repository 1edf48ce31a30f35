import { HTTPException } from 'hono/http-exception';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { healthRoutes } from '../../src/platform/health.ts';
import { createHttpApp } from '../../src/platform/http-app.ts';
import { type HttpServer, listen } from '../../src/platform/http-server.ts';
import { createLog } from '../../src/platform/log.ts';

let server: HttpServer;
let url = '';
let database: () => Promise<unknown> = async () => 1;

beforeEach(async () => {
  const app = createHttpApp({ publicUrl: 'http://127.0.0.1', log: createLog('silent'), webhooks: [] });
  const checks = { database: () => database(), queue: async () => 1 };
  const gauges = async () => [{ name: 'jobs_waiting', labels: { queue: 'send-mail' }, value: 3 }];
  app.route('/', healthRoutes({ checks, gauges, monitorToken: new Redacted('a-long-enough-token') }));
  const listening = await listen(app, { host: '127.0.0.1', port: 0, stopping: new AbortController() });
  if (!listening.ok) throw new HTTPException(500);
  server = listening.value;
  url = `http://127.0.0.1:${server.port}`;
});
afterEach(() => server.close(0));

const OUTSIDE = { 'x-forwarded-for': '203.0.113.9' };

test('ready means that the database and the queue answer', async () => {
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { ready: true, database: true, queue: true }]);
  database = () => Promise.reject(new Error('gone'));
  const notReady = await fetch(`${url}/readyz`);
  expect([notReady.status, await notReady.json()]).toEqual([
    503,
    { ready: false, database: false, queue: true },
  ]);
});

test('a database that does not answer at all is not waited for', async () => {
  database = () => new Promise(() => undefined);
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
});

test('the process is healthy also without its database, and everybody may ask that', async () => {
  database = () => Promise.reject(new Error('gone'));
  const healthy = await fetch(`${url}/healthz`, { headers: OUTSIDE });
  expect([healthy.status, await healthy.text()]).toEqual([200, 'ok']);
});

test.for(['/readyz', '/metrics'])('%s is not there for the outside, except with the token', async (path) => {
  database = async () => 1;
  const ask = async (headers: Record<string, string>) => (await fetch(`${url}${path}`, { headers })).status;
  expect(await ask(OUTSIDE)).toBe(404);
  expect(await ask({ ...OUTSIDE, authorization: 'Bearer a-long-enough-tokem' })).toBe(404);
  expect(await ask({ ...OUTSIDE, authorization: 'Bearer a-long-enough-token' })).toBe(200);
});

test('the figures are in the format of Prometheus', async () => {
  const lines = (await (await fetch(`${url}/metrics`)).text()).trim().split('\n');
  expect(lines).toContain('privacybalie_jobs_waiting{queue="send-mail"} 3');
  for (const line of lines) expect(line).toMatch(/^privacybalie_[a-z_]+(\{\w+="[^"]*"\})? \d+$/);
});
