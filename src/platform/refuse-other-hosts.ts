import type { Context, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { isFromThisMachine } from './client-address.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
/** Asked by programs of this machine, or with a token, under whatever name they know it. */
const HEALTH = ['/readyz', '/metrics'];

export interface HostOptions {
  readonly publicUrl: string;
  /** A demo is opened by the names of the machine itself. */
  readonly loopback: boolean;
  /** Somebody was refused: often a proxy that does not hand on the Host header. */
  readonly onRefused: () => void;
}

/**
 * Answers 421 to a request for another host than ours (RFC 9110 7.4). A page of a stranger can give this machine a
 * name of its own (DNS rebinding) and would then read the demo's desk as its own site.
 */
export function refuseOtherHosts({ publicUrl, loopback, onRefused }: HostOptions): MiddlewareHandler {
  const ours = new Set([new URL(publicUrl).hostname, ...(loopback ? LOOPBACK : [])]);
  return async (c, next) => {
    if (!ours.has(hostOf(c)) && !isHealthCheck(c)) {
      onRefused();
      throw new HTTPException(421);
    }
    await next();
  };
}

function isHealthCheck(c: Context): boolean {
  if (c.req.path === '/healthz') return true;
  if (!HEALTH.includes(c.req.path)) return false;
  // a page of a stranger cannot send the token
  return (
    c.req.header('authorization') !== undefined || (isFromThisMachine(c) && LOOPBACK.includes(hostOf(c)))
  );
}

/** The name without a port, as URLs write it; empty for what is none. */
function hostOf(c: Context): string {
  const url = `http://${c.req.header('host') ?? new URL(c.req.url).host}`;
  return URL.canParse(url) ? new URL(url).hostname : '';
}
