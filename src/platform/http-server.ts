import { createServer, type RequestListener, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Hono } from 'hono';
import { MINUTE } from '../core/kernel/clock.ts';
import { ok, type Result, refuse } from '../core/kernel/result.ts';
import { hasCode } from './error-code.ts';
import type { HttpEnv } from './http-app.ts';

export type ListenRefusal = 'http.port_taken' | 'http.port_forbidden' | 'http.host_unknown';

export interface HttpServer {
  readonly port: number;
  /** Takes no new request; open ones get `graceMs`, streams that do not end by themselves are cut after it. */
  close(graceMs: number): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** Aborted when closing begins: pages end their streams on its signal. */
  readonly stopping: AbortController;
  /** A connection on which nothing moved for so long is cut: a reader who takes nothing more holds memory here. */
  readonly idleMs?: number;
}

const IDLE_MS = 2 * MINUTE;

/** Serves the site. Refuses when the address cannot be had: taken, not allowed, not of this machine. */
export async function listen(
  app: Hono<HttpEnv>,
  { host, port, stopping, idleMs = IDLE_MS }: ListenOptions,
): Promise<Result<HttpServer, ListenRefusal>> {
  const server = createServer(getRequestListener(app.fetch));
  server.setTimeout(idleMs);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    if (hasCode(error, 'EADDRINUSE')) return refuse('http.port_taken', { host, port });
    if (hasCode(error, 'EACCES')) return refuse('http.port_forbidden', { host, port });
    if (hasCode(error, 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'))
      return refuse('http.host_unknown', { host });
    throw error;
  }
  const address = server.address();
  return ok({
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: (graceMs) => close(server, graceMs, stopping),
  });
}

async function close(server: Server, graceMs: number, stopping: AbortController): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  stopping.abort();
  // a connection whose last answer is given stays open for the next request, unless it is told again and again
  const tidy = setInterval(() => server.closeIdleConnections(), 20);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(tidy);
  clearTimeout(cut);
}

/** Hands every request at a path to a listener of Node's own kind, with the body unread (Slack's HTTPReceiver). */
export function mountNodeListener(app: Hono<HttpEnv>, path: string, listener: RequestListener): void {
  app.all(path, (c) => {
    listener(c.env.incoming, c.env.outgoing);
    return RESPONSE_ALREADY_SENT;
  });
}
