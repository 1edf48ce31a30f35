import type { Hono } from 'hono';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import type { DeskEnv } from '../frame/view.ts';
import { registerEntryPage, registerPage } from './register-page.ts';
import { remainsPage } from './remains-page.ts';

/** The register shows this many of the newest requests; the command line exports all. */
const NEWEST = 500;

/** The list of all requests, the check of its log, and the history of one. */
export function registerRoutes(app: Hono<DeskEnv>, { register }: DeskCore): void {
  app.get('/register', async (c) => {
    const [rows, run] = await Promise.all([register.list(NEWEST), register.lastRun()]);
    return c.html(registerPage(c.get('view'), rows, run));
  });

  app.post('/register/controle', async (c) => {
    const [rows, run, result] = await Promise.all([
      register.list(NEWEST),
      register.lastRun(),
      register.verify(),
    ]);
    return c.html(registerPage(c.get('view'), rows, run, result));
  });

  app.get('/register/:number{[\\w-]{1,32}}', async (c) => {
    const view = c.get('view');
    const number = c.req.param('number');
    const detail = await register.byNumber(number, actor(c.get('staff')));
    if (detail !== undefined) return c.html(registerEntryPage(view, detail));
    const remains = await register.remains(number);
    return remains === undefined ? c.html(notFoundPage(view), 404) : c.html(remainsPage(view, remains));
  });
}
