import type { Context, MiddlewareHandler } from 'hono';
import type { DeskTools } from './desk-tools.ts';
import { lostTextPage } from './lost-text-page.ts';
import { readForm } from './read-form.ts';
import { wantAfterSession } from './session.ts';
import type { DeskEnv } from './view.ts';

const TYPED_FIELDS = ['text', 'opening', 'closing', 'facts'];

/** Every page but signing in. Somebody whose session ended in the middle of a form gets the typed text back. */
export function requireStaff(tools: DeskTools): MiddlewareHandler<DeskEnv> {
  return async (c, next) => {
    const view = c.get('view');
    if (view.staff !== undefined) return next();
    if (c.req.method === 'GET') {
      wantAfterSession(c, tools);
      return c.redirect('/balie/aanmelden', 303);
    }
    return c.html(lostTextPage(view, await typedHere(c)), 401);
  };
}

/** Only from our own page: another site cannot make this page show its words. */
async function typedHere(c: Context<DeskEnv>): Promise<readonly string[]> {
  const ours = c.req.header('sec-fetch-site') === 'same-origin';
  const plain = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') === true;
  if (!ours || !plain) return [];
  const form = await readForm(c);
  return TYPED_FIELDS.map((name) => form?.text(name) ?? '').filter((text) => text !== '');
}
