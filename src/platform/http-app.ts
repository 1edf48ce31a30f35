import type { HttpBindings } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { requestId } from 'hono/request-id';
import { routePath } from 'hono/route';
import { systemClock } from '../core/kernel/clock.ts';
import { refuseForeignWrites } from './csrf.ts';
import type { Log } from './log.ts';
import { securityHeaders } from './security-headers.ts';

export interface HttpEnv {
  readonly Bindings: HttpBindings;
  readonly Variables: { readonly requestId: string };
}

export interface HttpAppOptions {
  readonly publicUrl: string;
  readonly log: Log;
  /** Paths that another program posts to and that check a signature themselves. */
  readonly webhooks: readonly string[];
  /** Bytes that a body may have where the address begins so (the first that fits); elsewhere 256 kB. */
  readonly bodyLimits?: Readonly<Record<string, number>>;
}

const BODY_LIMIT = 256 * 1024;

/**
 * The site without its pages: request id, log line, security headers, limits. A refusal is an HTTPException
 * (403, 411, 413): hang a notFound and an onError on it.
 */
export function createHttpApp({ publicUrl, log, webhooks, bodyLimits = {} }: HttpAppOptions): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use(requestId({ headerName: '' }), logRequests(log), securityHeaders(publicUrl));
  app.use(limitBody(bodyLimits), refuseForeignWrites(webhooks));
  return app;
}

/** The pattern of the address, never the address: that may hold a token. */
function logRequests(log: Log): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const start = systemClock.now().getTime();
    await next();
    const ms = systemClock.now().getTime() - start;
    const { status } = c.res;
    log.debug(
      { requestId: c.get('requestId'), method: c.req.method, route: routePath(c), status, ms },
      'request',
    );
  };
}

/** By the announced length, without touching the body: a webhook reads it from the socket. */
function limitBody(limits: Readonly<Record<string, number>>): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.header('transfer-encoding') !== undefined) throw new HTTPException(411);
    const [, limit] = Object.entries(limits).find(([beginning]) => c.req.path.startsWith(beginning)) ?? [];
    if (Number(c.req.header('content-length') ?? 0) > (limit ?? BODY_LIMIT)) throw new HTTPException(413);
    await next();
  };
}
