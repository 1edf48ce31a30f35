import type { Context, Hono } from 'hono';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import { noticeOf, refusedNotice } from '../frame/notice.ts';
import type { Form } from '../frame/read-form.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { readFacts, readMoment, readNote } from './breach-facts.ts';
import { breachesPage, breachPage, newBreachPage } from './breach-page.ts';

const SHOWN = 200;
const BREACH = `/datalekken/:id{${ROW_ID}}` as const;

/** The record of breaches: the list, a new one, and one with its clock, decisions and drafts (AVG 33, 34; R37). */
export function breachRoutes(app: Hono<DeskEnv>, { breaches, desk }: DeskCore): void {
  app.get('/datalekken', async (c) => c.html(breachesPage(c.get('view'), await breaches.list(SHOWN))));

  app.get('/datalek', (c) => c.html(newBreachPage(c.get('view'), undefined)));

  app.post('/datalek', async (c) => {
    const view = c.get('view');
    const form = c.get('form');
    const typed = { awareAt: readMoment(form), facts: readFacts(form) };
    const opened = await breaches.open(typed, actor(c.get('staff')));
    if (opened.ok) return c.redirect(`/balie/datalekken/${opened.value.id}?gedaan=datalek`, 303);
    return c.html(newBreachPage(view, { form, notice: refusedNotice(view, opened.refusal) }), 409);
  });

  app.get(BREACH, (c) => show(c, c.req.param('id'), noticeOf(c.get('view'))));

  app.post(BREACH, async (c) => {
    const view = c.get('view');
    const form = c.get('form');
    const id = c.req.param('id');
    const note = readNote(form);
    if (note === undefined) return show(c, id, undefined);
    const written = await breaches.write(id, note, actor(c.get('staff')));
    if (written.ok) return c.redirect(`/balie/datalekken/${id}?gedaan=datalek`, 303);
    return show(c, id, refusedNotice(view, written.refusal), form);
  });

  app.post(`${BREACH}/brief`, async (c) => {
    const [form, id] = [c.get('form'), c.req.param('id')];
    const typed = { number: form.text('number'), way: form.text('way') };
    const made = await breaches.tell(id, typed, actor(c.get('staff')));
    if (made.ok) return c.redirect(`/balie/verzoek/${made.value.requestId}/termijn?gedaan=brief`, 303);
    return show(c, id, refusedNotice(c.get('view'), made.refusal), form);
  });

  async function show(
    c: Context<DeskEnv>,
    id: string,
    notice: Parameters<typeof breachPage>[3],
    form?: Form,
  ) {
    const view = c.get('view');
    const breach = await breaches.view(id);
    if (breach === undefined) return c.html(notFoundPage(view), 404);
    const of = form?.text('number') ?? c.req.query('verzoek') ?? '';
    const body = breachPage(view, breach, await desk.profile(), notice, of, form);
    return c.html(body, form === undefined ? 200 : 409);
  }
}
