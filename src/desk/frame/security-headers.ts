import type { MiddlewareHandler } from 'hono';
import type { DeskEnv } from './view.ts';

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
};

/** Nothing of others runs here, no page of the desk is kept or framed, and no address of it is told on. */
export const securityHeaders: MiddlewareHandler<DeskEnv> = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
  // The desk's own files say themselves how long they may be kept.
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
};
