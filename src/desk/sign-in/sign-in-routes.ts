import type { Hono } from 'hono';
import { refuse } from '../../core/kernel/result.ts';
import { checkForm } from '../frame/check-form.ts';
import type { DeskCore, DeskTools } from '../frame/desk-tools.ts';
import { refusedNotice } from '../frame/notice.ts';
import { closeSession, openSession } from '../frame/session.ts';
import type { DeskEnv } from '../frame/view.ts';
import { askLinkPage, linkSentPage, useLinkPage } from './sign-in-pages.ts';

const TOKEN = '/aanmelden/:token{[\\w-]{20,128}}';

/** Signing in by a single-use link; the only pages of the desk without a session. */
export function signInRoutes(desk: Hono<DeskEnv>, { signIn }: DeskCore, tools: DeskTools): void {
  desk.get('/aanmelden', (c) => {
    if (c.get('view').staff !== undefined) return c.redirect('/balie', 303);
    return c.html(askLinkPage(c.get('view')));
  });

  desk.post('/aanmelden', checkForm, async (c) => {
    const email = c.get('form').text('email');
    if (email !== '') await signIn.request(email.slice(0, 254));
    return c.html(linkSentPage(c.get('view')));
  });

  desk.get(TOKEN, async (c) => {
    const token = c.req.param('token');
    const view = c.get('view');
    if (await signIn.usable(token)) return c.html(useLinkPage(view, token));
    const { refusal } = refuse('sign_in.link_used_or_expired');
    return c.html(askLinkPage(view, refusedNotice(view, refusal)), 410);
  });

  desk.post(TOKEN, checkForm, async (c) => {
    const redeemed = await signIn.redeem(c.req.param('token'));
    const view = c.get('view');
    if (!redeemed.ok) return c.html(askLinkPage(view, refusedNotice(view, redeemed.refusal)), 410);
    return c.redirect(openSession(c, tools, redeemed.value.session), 303);
  });

  desk.post('/afmelden', checkForm, async (c) => {
    if (c.get('session') !== '') await signIn.signOut(c.get('session'));
    closeSession(c, tools);
    return c.redirect('/balie/aanmelden', 303);
  });
}
