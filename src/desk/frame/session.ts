import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import { newToken } from '../../core/kernel/ids.ts';
import type { DeskCore, DeskTools } from './desk-tools.ts';
import { type DeskEnv, makeView } from './view.ts';

const SESSION = 'balie';
/** Before signing in: what the form token of the sign-in page is bound to. */
const VISITOR = 'balie_bezoek';
const WANTED = 'balie_naar';
const SESSION_SECONDS = 12 * 3600;
const WANTED_SECONDS = 3600;

const OWN_ADDRESS = /^\/balie(\/[\w-]+)*$/;

/** Who asks, and the view every page is made with. */
export function findSession(core: DeskCore, tools: DeskTools): MiddlewareHandler<DeskEnv> {
  return async (c, next) => {
    // Also when asking who it is fails, there is a page to say so.
    c.set('view', makeView(tools, undefined, '', undefined));
    const session = readCookie(c, tools, SESSION) ?? '';
    const staff = session === '' ? undefined : await core.signIn.who(session);
    const binding = staff === undefined ? visitor(c, tools) : session;
    if (staff !== undefined) c.set('staff', staff);
    c.set('session', session);
    c.set('binding', binding);
    c.set('view', makeView(tools, staff, binding, c.req.query('gedaan')));
    await next();
  };
}

function visitor(c: Context<DeskEnv>, tools: DeskTools): string {
  const known = readCookie(c, tools, VISITOR);
  if (known !== undefined) return known;
  const fresh = newToken();
  setCookie(c, VISITOR, fresh, cookie(tools));
  return fresh;
}

/** The cookie of a new session; returns the page that was wanted before signing in. */
export function openSession(c: Context<DeskEnv>, tools: DeskTools, session: string): string {
  setCookie(c, SESSION, session, cookie(tools, SESSION_SECONDS));
  const wanted = readCookie(c, tools, WANTED) ?? '';
  deleteCookie(c, WANTED, cookie(tools));
  deleteCookie(c, VISITOR, cookie(tools));
  return OWN_ADDRESS.test(wanted) ? wanted : '/balie';
}

/** Takes the cookie back; the session itself is ended by the core. */
export function closeSession(c: Context<DeskEnv>, tools: DeskTools): void {
  deleteCookie(c, SESSION, cookie(tools));
}

/** Remembers the page that somebody without a session asked for, until the session is there. */
export function wantAfterSession(c: Context<DeskEnv>, tools: DeskTools): void {
  if (OWN_ADDRESS.test(c.req.path)) setCookie(c, WANTED, c.req.path, cookie(tools, WANTED_SECONDS));
}

function readCookie(c: Context, { secureCookies }: DeskTools, name: string): string | undefined {
  return secureCookies ? getCookie(c, name, 'host') : getCookie(c, name);
}

// Lax, not Strict: a link in a mail or in Slack must find the signed-in session; nothing changes by a GET.
// __Host-: no other host of the domain can set it (RFC 6265bis 4.1.3.2); it needs https and stands on the whole site.
function cookie({ secureCookies }: DeskTools, maxAge?: number): CookieOptions {
  const flags = { httpOnly: true, sameSite: 'Lax', ...(maxAge === undefined ? {} : { maxAge }) } as const;
  return secureCookies
    ? { ...flags, path: '/', secure: true, prefix: 'host' }
    : { ...flags, path: '/balie', secure: false };
}
