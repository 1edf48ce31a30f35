import type { Hono } from 'hono';
import type { DeskCore } from '../frame/desk-tools.ts';
import type { DeskEnv } from '../frame/view.ts';
import { listPage } from './list-page.ts';
import { callsPage, todayPage } from './today-page.ts';
import { todayWork } from './today-work.ts';

/** What needs somebody today, and the lists behind it. */
export function todayRoutes(app: Hono<DeskEnv>, { desk }: DeskCore): void {
  app.get('/', async (c) => {
    const [open, unproven, tasks, profile] = await Promise.all([
      desk.requests('open'),
      desk.requests('unproven'),
      desk.tasks('open'),
      desk.profile(),
    ]);
    const view = c.get('view');
    return c.html(
      todayPage(view, todayWork(view.today, open, unproven, tasks), new Set(profile.closingDays)),
    );
  });

  app.get('/wachtend', async (c) => {
    const [tasks, profile] = await Promise.all([desk.tasks('open'), desk.profile()]);
    const calls = tasks.filter(({ anonymous }) => anonymous === true);
    return c.html(callsPage(c.get('view'), calls, new Set(profile.closingDays)));
  });

  app.get('/afgehandeld', async (c) =>
    c.html(listPage(c.get('view'), 'closed', await desk.requests('closed'))),
  );

  app.get('/onbevestigd', async (c) => {
    const [rows, profile] = await Promise.all([desk.requests('unproven'), desk.profile()]);
    return c.html(listPage(c.get('view'), 'unproven', rows, new Set(profile.closingDays)));
  });
}
