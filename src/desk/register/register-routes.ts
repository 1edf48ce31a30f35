import type { Hono } from 'hono';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import type { DeskEnv } from '../frame/view.ts';
import { registerEntryPage, registerPage } from './register-page.ts';

/** The register shows this many of the newest requests; the command line exports all. */
const NEWEST = 500;

/** The list of all requests, the check of its log, and the history of one. */
export function registerRoutes(app: Hono<DeskEnv>, { register }: DeskCore): void {
  app.get('/register', async (c) => c.html(registerPage(c.get('view'), await register.list(NEWEST))));

  app.post('/register/controle', async (c) => {
    const [rows, result] = await Promise.all([register.list(NEWEST), register.verify()]);
    return c.html(registerPage(c.get('view'), rows, result));
  });

  app.get('/register/:number{[\\w-]{1,32}}', async (c) => {
    const view = c.get('view');
    const detail = await register.byNumber(c.req.param('number'), actor(c.get('staff')));
    return detail === undefined ? c.html(notFoundPage(view), 404) : c.html(registerEntryPage(view, detail));
  });
}
