import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { HTTPException } from 'hono/http-exception';
import { streamSSE } from 'hono/streaming';
import { afterEach, expect, test } from 'vitest';
import { clientAddress, isFromThisMachine, watchForUnnamedProxy } from '../../src/platform/client-address.ts';
import { createHttpApp } from '../../src/platform/http-app.ts';
import { type HttpServer, listen, mountNodeListener } from '../../src/platform/http-server.ts';
import { createLog } from '../../src/platform/log.ts';

const LONG = 60_000;
let stopping = new AbortController();
const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close(0);
  stopping = new AbortController();
});

function site() {
  const app = createHttpApp({
    publicUrl: 'http://127.0.0.1',
    log: createLog('silent'),
    webhooks: ['/slack/events'],
  });
  app.onError((error, c) => c.text('refused', error instanceof HTTPException ? error.status : 500));
  return app;
}

async function serve(app: ReturnType<typeof site>, idleMs?: number) {
  const idle = idleMs === undefined ? {} : { idleMs };
  const listening = await listen(app, { host: '127.0.0.1', port: 0, stopping, ...idle });
  if (!listening.ok) throw new Error(listening.refusal.code);
  servers.push(listening.value);
  return { server: listening.value, url: `http://127.0.0.1:${listening.value.port}` };
}

test('a port that is taken is named', async () => {
  const { server } = await serve(site());
  expect(await listen(site(), { host: '127.0.0.1', port: server.port, stopping })).toEqual({
    ok: false,
    refusal: { code: 'http.port_taken', params: { host: '127.0.0.1', port: server.port } },
  });
});

test('a request that is being answered is answered before the server is gone', async () => {
  const app = site();
  const arrived = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  app.get('/slow', async (c) => {
    arrived.resolve();
    await answer.promise;
    return c.text('done');
  });
  const { server, url } = await serve(app);
  const response = fetch(`${url}/slow`);
  await arrived.promise;
  const closed = server.close(LONG);
  await expect(fetch(url)).rejects.toThrow();
  answer.resolve();
  expect(await (await response).text()).toBe('done');
  await closed;
});

test('an open stream that hears of the stop ends by itself', async () => {
  const app = site();
  app.get('/stream', (c) =>
    streamSSE(c, async (stream) => {
      await stream.writeSSE({ data: 'first' });
      if (!stopping.signal.aborted) {
        await new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
      }
    }),
  );
  const { server, url } = await serve(app);
  const response = await fetch(`${url}/stream`);
  await server.close(LONG);
  expect(await response.text()).toBe('data: first\n\n');
});

test('an open stream that hears of nothing is cut when its time is over', async () => {
  const app = site();
  app.get('/stream', (c) =>
    streamSSE(c, async (stream) => {
      await stream.writeSSE({ data: 'first' });
      await new Promise<void>((resolve) => stream.onAbort(resolve));
    }),
  );
  const { server, url } = await serve(app);
  const response = await fetch(`${url}/stream`);
  await server.close(1);
  await expect(response.text()).rejects.toThrow();
});

test("a listener of Node's own kind reads the body itself, as late as it likes", async () => {
  const app = site();
  mountNodeListener(app, '/slack/events', (request, response) => {
    setImmediate(async () => {
      const body = await buffer(request);
      response.writeHead(202).end(`${request.method} ${body.length}`);
    });
  });
  const { url } = await serve(app);
  for (const size of [3, 200_000]) {
    const answer = await fetch(`${url}/slack/events`, { method: 'POST', body: 'x'.repeat(size) });
    expect([answer.status, await answer.text()]).toEqual([202, `POST ${size}`]);
  }
  const tooLarge = await fetch(`${url}/slack/events`, { method: 'POST', body: 'x'.repeat(300_000) });
  expect(tooLarge.status).toBe(413);
});

test('the address of a customer is that of the connection, or what a named proxy says; an unnamed one on this machine says nothing', async () => {
  const app = site();
  app.get('/trusting', (c) => c.text(clientAddress(c, ['127.0.0.1', '10.0.0.2']) ?? 'none'));
  app.get('/careful', (c) => c.text(clientAddress(c, []) ?? 'none'));
  const { url } = await serve(app);
  const asked = async (path: string, forwarded?: string) => {
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    return (await fetch(`${url}${path}`, { headers })).text();
  };
  expect(await asked('/careful')).toBe('127.0.0.1');
  // else all customers behind it would share one limit
  expect(await asked('/careful', '203.0.113.9')).toBe('none');
  expect(await asked('/trusting')).toBe('127.0.0.1');
  expect(await asked('/trusting', '203.0.113.9')).toBe('203.0.113.9');
  expect(await asked('/trusting', 'invented, 203.0.113.9, 10.0.0.2')).toBe('203.0.113.9');
  expect(await asked('/trusting', '203.0.113.8, ::ffff:203.0.113.9, ::ffff:10.0.0.2')).toBe('203.0.113.9');
  // what the proxy itself does not know is nobody's address, least of all one that the customer wrote before it
  expect(await asked('/trusting', '203.0.113.9, unknown')).toBe('none');
});

test('a proxy on this machine that nobody named is noticed by what it hands on', async () => {
  const app = createHttpApp({ publicUrl: 'http://127.0.0.1', log: createLog('silent'), webhooks: [] });
  let warned = 0;
  const warn = () => {
    warned += 1;
  };
  app.use('/named', watchForUnnamedProxy(['127.0.0.1'], warn));
  app.use('/unnamed', watchForUnnamedProxy(['10.0.0.2'], warn));
  app.get('*', (c) => c.text('ok'));
  const { url } = await serve(app);
  const forwarded = { headers: { 'x-forwarded-for': '203.0.113.9' } };
  await fetch(`${url}/named`, forwarded);
  await fetch(`${url}/unnamed`);
  expect(warned).toBe(0);
  await fetch(`${url}/unnamed`, forwarded);
  expect(warned).toBe(1);
});

test('what a proxy on this machine passes on does not come from this machine', async () => {
  const app = site();
  app.get('/', (c) => c.text(String(isFromThisMachine(c))));
  const { url } = await serve(app);
  expect(await (await fetch(url)).text()).toBe('true');
  expect(await (await fetch(url, { headers: { 'x-forwarded-for': '127.0.0.1' } })).text()).toBe('false');
  expect(await (await app.request('/')).text()).toBe('false');
});

test('a reader who takes nothing more is cut off, and the stream is told', async () => {
  const app = site();
  const left = Promise.withResolvers<void>();
  app.get('/endless', (c) =>
    c.body(
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
        cancel: () => left.resolve(),
      }),
    ),
  );
  const { server } = await serve(app, 200);
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('GET /endless HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  // Nobody reads from the socket.
  await left.promise;
  socket.destroy();
});
