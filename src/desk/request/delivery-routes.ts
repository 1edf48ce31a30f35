import type { Context, Hono } from 'hono';
import { parseDay } from '../../core/kernel/calendar-day.ts';
import { type Refusal, type Result, refuse } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { type Done, refusedNotice } from '../frame/notice.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { postedLetterPage } from './posted-letter-page.ts';
import { readVersion } from './read-version.ts';
import { showRequest } from './show-request.ts';

const REQUEST = `/verzoek/:id{${ROW_ID}}` as const;

/** An answer that did not arrive: again, by post, or back because it bounced. */
export function deliveryRoutes(app: Hono<DeskEnv>, core: DeskCore): void {
  const { delivery, transmissions } = core;

  app.post(`${REQUEST}/nogmaals`, async (c) => {
    const id = c.req.param('id');
    const by = actor(c.get('staff'));
    return done(c, id, await delivery.retry(id, readVersion(c.get('form')), by), 'nogmaals');
  });

  app.post(`${REQUEST}/nieuwe-link`, async (c) => {
    const id = c.req.param('id');
    return done(c, id, await delivery.renewLink(id, actor(c.get('staff'))), 'link');
  });

  app.post(`${REQUEST}/teruggekomen`, async (c) => {
    const id = c.req.param('id');
    const by = actor(c.get('staff'));
    return done(c, id, await delivery.bounced(id, readVersion(c.get('form')), by), 'teruggekomen');
  });

  app.post(`${REQUEST}/dit-ging-mis`, async (c) => {
    const id = c.req.param('id');
    const reported = await delivery.wentWrong(id, actor(c.get('staff')));
    if (!reported.ok) return done(c, id, reported, 'mis');
    return c.redirect(`/balie/datalekken/${reported.value.id}?gedaan=mis`, 303);
  });

  app.post(`${REQUEST}/overdracht-stoppen`, async (c) => {
    const id = c.req.param('id');
    return done(c, id, await transmissions.stop(id, actor(c.get('staff'))), 'overdrachtgestopt');
  });

  app.post(`${REQUEST}/overdracht-opnieuw`, async (c) => {
    const id = c.req.param('id');
    return done(c, id, await transmissions.renew(id, actor(c.get('staff'))), 'overdrachtopnieuw');
  });

  app.get(`${REQUEST}/antwoordbrief`, (c) => show(c, c.req.param('id'), { address: '', on: '' }));

  app.post(`${REQUEST}/antwoordbrief`, async (c) => {
    const form = c.get('form');
    const id = c.req.param('id');
    const typed = { address: form.text('address'), on: form.text('on') };
    if (form.text('action') !== 'posted') return show(c, id, typed);
    const on = parseDay(typed.on);
    const post = on === undefined ? undefined : { address: typed.address, on };
    const by = actor(c.get('staff'));
    const posted =
      post === undefined
        ? refuse('outcome.day_invalid')
        : await delivery.posted(id, readVersion(form), post, by);
    if (!posted.ok) return show(c, id, typed, posted.refusal);
    return c.redirect(`/balie/verzoek/${id}?gedaan=gepost`, 303);
  });

  async function show(
    c: Context<DeskEnv>,
    id: string,
    typed: { readonly address: string; readonly on: string },
    refusal?: Refusal,
  ) {
    const view = c.get('view');
    const printed = await delivery.letter(id, actor(c.get('staff')));
    if (!printed.ok) return showRequest(c, core, id, { refusal: printed.refusal });
    const notice = refusal && refusedNotice(view, refusal);
    const page = postedLetterPage(view, id, printed.value, { ...typed, notice });
    return c.html(page, refusal === undefined ? 200 : 409);
  }

  function done(c: Context<DeskEnv>, id: string, outcome: Result<unknown>, word: Done) {
    if (!outcome.ok) return showRequest(c, core, id, { refusal: outcome.refusal });
    return c.redirect(`/balie/verzoek/${id}?gedaan=${word}`, 303);
  }
}
