import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { newToken } from '../../core/kernel/ids.ts';
import type { DeskCore, DeskTools } from './desk-tools.ts';
import { lostTextPage } from './lost-text-page.ts';
import { messagePage } from './page.ts';
import { readForm } from './read-form.ts';
import { type DeskEnv, makeView } from './view.ts';

const SESSION = 'balie';
/** Before signing in: what the form token of the sign-in page is bound to. */
const VISITOR = 'balie_bezoek';
const WANTED = 'balie_naar';
const SESSION_SECONDS = 12 * 3600;
const WANTED_SECONDS = 3600;
const FORM_BYTES = 512 * 1024;
export const UPLOAD_BYTES = 25 * 1024 * 1024;

const OWN_ADDRESS = /^\/balie(\/[\w-]+)*$/;

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

export const securityHeaders: MiddlewareHandler<DeskEnv> = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!(name === 'cache-control' && c.res.headers.has(name))) c.res.headers.set(name, value);
  }
};

/** Who asks, and the view every page is made with. */
export function identify(core: DeskCore, tools: DeskTools): MiddlewareHandler<DeskEnv> {
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

/** Every page but signing in. Somebody whose session ended in the middle of a form gets the typed text back. */
export function requireStaff(tools: DeskTools): MiddlewareHandler<DeskEnv> {
  return async (c, next) => {
    const view = c.get('view');
    if (view.staff !== undefined) return next();
    if (c.req.method === 'GET') {
      if (OWN_ADDRESS.test(c.req.path)) setCookie(c, WANTED, c.req.path, cookie(tools, WANTED_SECONDS));
      return c.redirect('/balie/aanmelden', 303);
    }
    return c.html(lostTextPage(view, await typedHere(c)), 401);
  };
}

/** Only from our own page: another site cannot make this page show its words. */
async function typedHere(c: Context<DeskEnv>): Promise<readonly string[]> {
  const own = c.req.header('sec-fetch-site') === 'same-origin';
  if (!own || c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') !== true)
    return [];
  const form = await readForm(c);
  return ['text', 'opening', 'closing', 'facts']
    .map((name) => form?.text(name) ?? '')
    .filter((text) => text !== '');
}

/** Reads the form of everything that changes something, and refuses one that was not made by our own page. */
export const checkForm: MiddlewareHandler<DeskEnv> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  const view = c.get('view');
  const form = await readForm(c);
  const crossSite = c.req.header('sec-fetch-site') === 'cross-site';
  if (form === undefined || crossSite || !view.tools.csrf.accepts(c.get('binding'), form.text('csrf'))) {
    const { t } = view.words;
    return c.html(
      messagePage(view, t('desk:forbidden.form_title'), [t('desk:forbidden.form_text')], {
        href: '/balie',
        label: t('desk:forbidden.back'),
      }),
      403,
    );
  }
  c.set('form', form);
  return next();
};

export function limitBody(): MiddlewareHandler<DeskEnv> {
  const refuse = (c: Context<DeskEnv>) => {
    const view = c.get('view');
    const { t } = view.words;
    return c.html(
      messagePage(view, t('desk:too_large.title'), [t('desk:too_large.text')], {
        href: '/balie',
        label: t('desk:forbidden.back'),
      }),
      413,
    );
  };
  const form = bodyLimit({ maxSize: FORM_BYTES, onError: refuse });
  const upload = bodyLimit({ maxSize: UPLOAD_BYTES, onError: refuse });
  return (c, next) => (/^\/balie\/bronnen\/\w+$/.test(c.req.path) ? upload(c, next) : form(c, next));
}

/** The cookie of a new session; returns the page that was wanted before signing in. */
export function openSession(c: Context<DeskEnv>, tools: DeskTools, session: string): string {
  setCookie(c, SESSION, session, cookie(tools, SESSION_SECONDS));
  const wanted = getCookie(c, WANTED) ?? '';
  deleteCookie(c, WANTED, { path: '/balie' });
  deleteCookie(c, VISITOR, { path: '/balie' });
  return OWN_ADDRESS.test(wanted) ? wanted : '/balie';
}

export function closeSession(c: Context<DeskEnv>): void {
  deleteCookie(c, SESSION, { path: '/balie' });
}

// Lax, not Strict: a link in a mail or in Slack must find the signed-in session; nothing changes by a GET.
function cookie({ secureCookies }: DeskTools, maxAge?: number) {
  const flags = { path: '/balie', httpOnly: true, sameSite: 'Lax', secure: secureCookies } as const;
  return maxAge === undefined ? flags : { ...flags, maxAge };
}
