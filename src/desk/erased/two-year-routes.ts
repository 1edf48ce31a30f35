import type { Context, Hono } from 'hono';
import type { TwoYearRefusal } from '../../core/application/core-api.ts';
import type { Result } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import { refusedNotice } from '../frame/notice.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { twoYearPage } from './two-year-page.ts';

const REVIEW = `/twee-jaar/:id{${ROW_ID}}` as const;

/** The plan to erase people past the two-year promise: approved, stoppable for a day, ticked off place by place. */
export function twoYearRoutes(app: Hono<DeskEnv>, { twoYears }: DeskCore): void {
  async function show(c: Context<DeskEnv>, id: string, changed?: Result<null, TwoYearRefusal>) {
    const view = c.get('view');
    const review = await twoYears.view(id, actor(c.get('staff')));
    if (review === undefined) return c.html(notFoundPage(view), 404);
    if (changed?.ok === true) return c.redirect(`/balie/twee-jaar/${id}?gedaan=genoteerd`, 303);
    const notice = changed === undefined ? undefined : refusedNotice(view, changed.refusal);
    return c.html(twoYearPage(view, review, notice), changed === undefined ? 200 : 409);
  }

  app.get(REVIEW, (c) => show(c, c.req.param('id')));

  app.post(REVIEW, async (c) => {
    const id = c.req.param('id');
    const form = c.get('form');
    const by = actor(c.get('staff'));
    return show(c, id, await twoYears.approve(id, form.all('address'), form.text('reason'), by));
  });

  app.post(`${REVIEW}/stop`, async (c) => {
    const id = c.req.param('id');
    return show(c, id, await twoYears.stop(id, actor(c.get('staff'))));
  });

  app.post(`${REVIEW}/stappen`, async (c) => {
    const id = c.req.param('id');
    return show(c, id, await twoYears.confirm(id, c.get('form').all('source'), actor(c.get('staff'))));
  });
}
