import type { Context, Hono } from 'hono';
import type { ManualResult, ManualSearchView } from '../../core/application/core-api.ts';
import { StaffOnly } from '../../core/kernel/staff-only.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import { type Notice, refusedNotice } from '../frame/notice.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv, View } from '../frame/view.ts';
import { earlierForm } from './earlier-form.ts';
import type { ManualForm } from './manual-form.ts';
import { manualPage } from './manual-page.ts';
import { readManual } from './read-manual.ts';
import { taskPage } from './task-page.ts';

const TASK = `/taken/:id{${ROW_ID}}` as const;

/** Work that a person does: searches by hand in all systems on one page, and everything that went astray. */
export function taskRoutes(app: Hono<DeskEnv>, { desk, sources, caseWork }: DeskCore): void {
  async function show(c: Context<DeskEnv>, id: string, refused?: { notice: Notice; form?: ManualForm }) {
    const view = c.get('view');
    const task = await desk.task(id);
    if (task === undefined) return c.html(notFoundPage(view), 404);
    const status = refused === undefined ? 200 : 409;
    const search =
      task.kind === 'manual_search' && task.doneAt === null
        ? await sources.manualSearch(id, actor(c.get('staff')))
        : undefined;
    const evidence = task.kind === 'manual_search' ? await sources.evidence(id) : [];
    if (search === undefined) return c.html(taskPage(view, task, refused?.notice, evidence), status);
    const { otherPlaces } = await desk.profile();
    return c.html(
      manualPage(
        view,
        search,
        otherPlaces,
        evidence,
        refused?.form ?? earlierForm(search.sources),
        refused?.notice,
      ),
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
    const form = await readManual(search.sources, c.get('form'));
    if (form.errors.size > 0 || form.results.length === 0) {
      const title = view.words.t(
        form.errors.size > 0 ? 'desk:manual.look_below' : 'desk:manual.nothing_chosen',
      );
      return show(c, id, { form, notice: { tone: 'refused', title, lines: [] } });
    }
    const recorded = await sources.recordManual(id, form.results, by);
    if (!recorded.ok) return show(c, id, { form, notice: refusedNotice(view, recorded.refusal) });
    const { requestId } = search.task;
    const lines = doneInWords(view, search.sources, form.results);
    // For colleagues who look later; what could not be noted is no reason to search again.
    if (requestId !== null && lines !== '') await caseWork.addNote(requestId, new StaffOnly(lines), by);
    if (requestId !== null && (await desk.task(id))?.doneAt != null)
      return c.redirect(`/balie/verzoek/${requestId}?gedaan=gezocht`, 303);
    return c.redirect(`/balie/taken/${id}?gedaan=deels`, 303);
  });

  app.get(`${TASK}/bewijs/:file{${ROW_ID}}`, async (c) => {
    const by = actor(c.get('staff'));
    const file = await sources.evidenceFile(c.req.param('id'), c.req.param('file'), by);
    if (file === undefined) return c.html(notFoundPage(c.get('view')), 404);
    return c.body(Uint8Array.from(file.content), 200, {
      'content-type': file.mediaType,
      'content-disposition': `attachment; filename="${file.name}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
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

/** What was looked at, one line a system. */
function doneInWords(
  { words }: View,
  sources: ManualSearchView['sources'],
  results: readonly ManualResult[],
): string {
  return results
    .flatMap(({ source, done = [] }) => {
      const known = sources.find((one) => one.source === source);
      const did = done
        .filter(({ line }) => known?.checklist.some(({ id }) => id === line))
        .map(({ line, note }) => `${words.term('checklist', line)}${note === '' ? '' : ` (${note})`}`);
      return known === undefined || did.length === 0
        ? []
        : [words.t('desk:manual.did', { name: words.source(source, known.name), lines: did.join(' ') })];
    })
    .join('\n');
}
