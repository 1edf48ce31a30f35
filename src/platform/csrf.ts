import type { MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { keyedHash, sameHash } from '../core/kernel/digest.ts';

export interface Csrf {
  /** For the hidden field of a form; belongs to one session, so that nobody can use their own for another. */
  token(session: string): string;
  accepts(session: string, token: string): boolean;
}

/** Tokens by HMAC: nothing is stored, and nobody without the key can make one. */
export function createCsrf(key: Uint8Array): Csrf {
  const token = (session: string) => keyedHash(key, 'form', session);
  return { token, accepts: (session, given) => sameHash(token(session), given) };
}

/**
 * Answers 403 to a change that a page of another site sends from somebody's browser. A second lock beside the
 * token: `Origin` is "null" on our own forms, because of `Referrer-Policy: no-referrer`, and then says nothing.
 */
export function refuseForeignWrites(except: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
    if (changes && !except.includes(c.req.path) && isForeign((name) => c.req.header(name))) {
      throw new HTTPException(403);
    }
    await next();
  };
}

function isForeign(header: (name: string) => string | undefined): boolean {
  const site = header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin';
  const origin = header('origin');
  if (origin === undefined || origin === 'null') return false;
  return !URL.canParse(origin) || new URL(origin).host !== header('host');
}
