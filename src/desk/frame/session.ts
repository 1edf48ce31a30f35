import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
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
    const session = getCookie(c, SESSION) ?? '';
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
  const known = getCookie(c, VISITOR);
  if (known !== undefined) return known;
  const fresh = newToken();
  setCookie(c, VISITOR, fresh, cookie(tools));
  return fresh;
}

/** The cookie of a new session; returns the page that was wanted before signing in. */
export function openSession(c: Context<DeskEnv>, tools: DeskTools, session: string): string {
  setCookie(c, SESSION, session, cookie(tools, SESSION_SECONDS));
  const wanted = getCookie(c, WANTED) ?? '';
  deleteCookie(c, WANTED, { path: '/balie' });
  deleteCookie(c, VISITOR, { path: '/balie' });
  return OWN_ADDRESS.test(wanted) ? wanted : '/balie';
}

/** Takes the cookie back; the session itself is ended by the core. */
export function closeSession(c: Context<DeskEnv>): void {
  deleteCookie(c, SESSION, { path: '/balie' });
}

/** Remembers the page that somebody without a session asked for, until the session is there. */
export function wantAfterSession(c: Context<DeskEnv>, tools: DeskTools): void {
  if (OWN_ADDRESS.test(c.req.path)) setCookie(c, WANTED, c.req.path, cookie(tools, WANTED_SECONDS));
}

// Lax, not Strict: a link in a mail or in Slack must find the signed-in session; nothing changes by a GET.
function cookie({ secureCookies }: DeskTools, maxAge?: number) {
  const flags = { path: '/balie', httpOnly: true, sameSite: 'Lax', secure: secureCookies } as const;
  return maxAge === undefined ? flags : { ...flags, maxAge };
}
