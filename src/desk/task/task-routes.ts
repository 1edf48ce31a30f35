import type { Context, Hono } from 'hono';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import { type Notice, refusedNotice } from '../frame/notice.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { earlierForm } from './earlier-form.ts';
import type { ManualForm } from './manual-form.ts';
import { manualPage } from './manual-page.ts';
import { readManual } from './read-manual.ts';
import { taskPage } from './task-page.ts';

const TASK = `/taken/:id{${ROW_ID}}` as const;

/** Work that a person does: searches by hand in all systems on one page, and everything that went astray. */
export function taskRoutes(app: Hono<DeskEnv>, { desk, sources }: DeskCore): void {
  async function show(c: Context<DeskEnv>, id: string, refused?: { notice: Notice; form?: ManualForm }) {
    const view = c.get('view');
    const task = await desk.task(id);
    if (task === undefined) return c.html(notFoundPage(view), 404);
    const status = refused === undefined ? 200 : 409;
    const search =
      task.kind === 'manual_search' && task.doneAt === null
        ? await sources.manualSearch(id, actor(c.get('staff')))
        : undefined;
    if (search === undefined) return c.html(taskPage(view, task, refused?.notice), status);
    const { otherPlaces } = await desk.profile();
    return c.html(
      manualPage(view, search, otherPlaces, refused?.form ?? earlierForm(search.sources), refused?.notice),
      status,
    );
  }

  app.get(TASK, (c) => show(c, c.req.param('id')));

  app.post(TASK, async (c) => {
    const id = c.req.param('id');
    const view = c.get('view');
    const by = actor(c.get('staff'));
    const search = await sources.manualSearch(id, by);
    if (search === undefined) return show(c, id);
    const form = readManual(search.sources, c.get('form'));
    if (form.errors.size > 0 || form.results.length === 0) {
      const title = view.words.t(
        form.errors.size > 0 ? 'desk:manual.look_below' : 'desk:manual.nothing_chosen',
      );
      return show(c, id, { form, notice: { tone: 'refused', title, lines: [] } });
    }
    const recorded = await sources.recordManual(id, form.results, by);
    if (!recorded.ok) return show(c, id, { form, notice: refusedNotice(view, recorded.refusal) });
    const { requestId } = search.task;
    if (requestId !== null && (await desk.task(id))?.doneAt != null)
      return c.redirect(`/balie/verzoek/${requestId}?gedaan=gezocht`, 303);
    return c.redirect(`/balie/taken/${id}?gedaan=deels`, 303);
  });

  app.post(`${TASK}/overnemen`, async (c) => {
    const id = c.req.param('id');
    const confirmed = await desk.confirmMail(id, actor(c.get('staff')));
    if (!confirmed.ok) return show(c, id, { notice: refusedNotice(c.get('view'), confirmed.refusal) });
    return c.redirect(`/balie/taken/${id}`, 303);
  });

  app.post(`${TASK}/klaar`, async (c) => {
    const id = c.req.param('id');
    const closed = await desk.closeTask(id, actor(c.get('staff')));
    if (!closed.ok) return show(c, id, { notice: refusedNotice(c.get('view'), closed.refusal) });
    return c.redirect('/balie?gedaan=taak', 303);
  });
}
