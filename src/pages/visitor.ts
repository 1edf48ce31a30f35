import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import { after, MINUTE } from '../core/kernel/clock.ts';
import { sha256 } from '../core/kernel/digest.ts';
import { newToken } from '../core/kernel/ids.ts';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import { termLength } from '../core/kernel/retention-terms.ts';
import type { PageTools } from './page-tools.ts';

const CHAT = 'gesprek';
const LANGUAGE = 'taal';
const ANSWER = 'verzoek';

const CHAT_LASTS = termLength('web_session');
const ANSWER_LASTS = 30 * MINUTE;

/** One browser: its key names the conversation, and its forms are bound to it. */
export interface Visitor {
  readonly key: string;
  readonly csrf: string;
}

/** The language that the visitor chose, now (`?taal=en`) or before. */
export function languageOf(c: Context, tools: Pick<PageTools, 'language' | 'publicUrl'>): ReplyLanguage {
  const asked = c.req.query('taal');
  if (asked === 'nl' || asked === 'en') {
    setCookie(c, LANGUAGE, asked, flags(tools, '/'));
    return asked;
  }
  const kept = readCookie(c, tools, LANGUAGE);
  return kept === 'nl' || kept === 'en' ? kept : tools.language;
}

/** The visitor of a session that still lasts; undefined without one. */
export function visitorIfAny(c: Context, tools: PageTools): Visitor | undefined {
  const sealed = readCookie(c, tools, CHAT);
  const key = sealed === undefined ? undefined : tools.cookies.open(CHAT, sealed, tools.clock.now());
  return key === undefined ? undefined : { key, csrf: tools.csrf.token(key) };
}

/** The visitor, made known when new. The session is a day old at most after the last page. */
export function visitorOf(c: Context, tools: PageTools): Visitor {
  return keepVisitor(c, tools, visitorIfAny(c, tools)?.key ?? newToken());
}

/** This browser holds that conversation from now on. */
export function keepVisitor(c: Context, tools: PageTools, key: string): Visitor {
  const expiresAt = after(tools.clock.now(), CHAT_LASTS);
  setCookie(c, CHAT, tools.cookies.seal(CHAT, key, expiresAt), {
    ...flags(tools, '/'),
    maxAge: CHAT_LASTS / 1000,
  });
  return { key, csrf: tools.csrf.token(key) };
}

/** The visitor when the posted form is one of ours, made for this browser. */
export function visitorWhoPosted(
  c: Context,
  tools: PageTools,
  fields: Readonly<Record<string, unknown>>,
): Visitor | undefined {
  const visitor = visitorIfAny(c, tools);
  const token = fields.csrf;
  if (visitor === undefined || typeof token !== 'string') return undefined;
  return tools.csrf.accepts(visitor.key, token) ? visitor : undefined;
}

/** The next user of this browser finds nothing (row 92). */
export function forgetVisitor(c: Context, tools: PageTools): void {
  deleteCookie(c, CHAT, flags(tools, '/'));
}

/** The session that a code opened for this link, for half an hour; undefined when it is over or another link's. */
export function answerSession(c: Context, tools: PageTools, token: string): string | undefined {
  const sealed = readCookie(c, tools, answerCookie(tools, token));
  return sealed === undefined
    ? undefined
    : tools.cookies.open(`${ANSWER}:${token}`, sealed, tools.clock.now());
}

/** Keeps what a right code gave, for this link only. */
export function keepAnswerSession(c: Context, tools: PageTools, token: string, session: string): void {
  const expiresAt = after(tools.clock.now(), ANSWER_LASTS);
  setCookie(c, answerCookie(tools, token), tools.cookies.seal(`${ANSWER}:${token}`, session, expiresAt), {
    ...flags(tools, `/verzoek/${token}`),
    maxAge: ANSWER_LASTS / 1000,
  });
}

/** Closes the answer on this device before its half hour is over. */
export function forgetAnswerSession(c: Context, tools: PageTools, token: string): void {
  deleteCookie(c, answerCookie(tools, token), flags(tools, `/verzoek/${token}`));
}

type Site = Pick<PageTools, 'publicUrl'>;

function isSecure({ publicUrl }: Site): boolean {
  return publicUrl.startsWith('https:');
}

function readCookie(c: Context, tools: Site, name: string): string | undefined {
  return isSecure(tools) ? getCookie(c, name, 'host') : getCookie(c, name);
}

/** Two links that are open in one browser have a cookie each: by its path, or where that is the site's by its name. */
function answerCookie(tools: Site, token: string): string {
  return isSecure(tools) ? `${ANSWER}-${sha256(token).slice(0, 16)}` : ANSWER;
}

// __Host-: no other host of the domain can set it (RFC 6265bis 4.1.3.2); it needs https and stands on the whole site.
function flags(tools: Site, path: string): CookieOptions {
  const kept = { httpOnly: true, sameSite: 'Lax' } as const;
  return isSecure(tools)
    ? { ...kept, path: '/', secure: true, prefix: 'host' }
    : { ...kept, path, secure: false };
}
