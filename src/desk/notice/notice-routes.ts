import type { Context, Hono } from 'hono';
import type { Refusal, Result } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import { type Done, refusedNotice } from '../frame/notice.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { readVersion } from '../request/read-version.ts';
import { showRequest } from '../request/show-request.ts';
import { EMPTY_FORMS, type TypedForms } from '../request/typed-forms.ts';
import { noticePage } from './notice-page.ts';

const REQUEST = `/verzoek/:id{${ROW_ID}}` as const;

/** Doubt, its end, extension, fee: each letter is made, read and then approved by a named person (R15, R16). */
export function noticeRoutes(app: Hono<DeskEnv>, core: DeskCore): void {
  const { desk, notices } = core;

  async function show(c: Context<DeskEnv>, id: string, refusal?: Refusal) {
    const view = c.get('view');
    const by = actor(c.get('staff'));
    const detail = await desk.request(id, by);
    if (detail === undefined) return c.html(notFoundPage(view), 404);
    const preview = await notices.preview(id, by);
    if (!preview.ok) return showRequest(c, core, id, { refusal: refusal ?? preview.refusal });
    const notice = refusal && refusedNotice(view, refusal);
    return c.html(noticePage(view, detail, preview.value, notice), refusal === undefined ? 200 : 409);
  }

  async function after(
    c: Context<DeskEnv>,
    id: string,
    outcome: Result<unknown>,
    to: { readonly path: string; readonly done: Done },
    typed: TypedForms['notice'] = EMPTY_FORMS.notice,
  ) {
    if (outcome.ok) return c.redirect(`${to.path}?gedaan=${to.done}`, 303);
    return showRequest(c, core, id, { refusal: outcome.refusal, typed: { ...EMPTY_FORMS, notice: typed } });
  }

  app.post(`${REQUEST}/twijfel`, async (c) => {
    const [form, id] = [c.get('form'), c.req.param('id')];
    const typed = { reason: form.text('reason'), asks: form.all('asks') };
    const outcome = await notices.prepareDoubt(id, readVersion(form), typed, actor(c.get('staff')));
    const to = { path: `/balie/verzoek/${id}/termijn`, done: 'brief' } as const;
    return after(c, id, outcome, to, { ...EMPTY_FORMS.notice, ...typed });
  });

  app.post(`${REQUEST}/uitstel`, async (c) => {
    const [form, id] = [c.get('form'), c.req.param('id')];
    const typed = { reasons: form.all('reasons'), facts: form.text('extensionFacts') };
    const outcome = await notices.prepareExtension(id, readVersion(form), typed, actor(c.get('staff')));
    const to = { path: `/balie/verzoek/${id}/termijn`, done: 'brief' } as const;
    return after(c, id, outcome, to, { ...EMPTY_FORMS.notice, ...typed });
  });

  app.post(`${REQUEST}/vergoeding`, async (c) => {
    const [form, id] = [c.get('form'), c.req.param('id')];
    const fee = {
      ...{ ground: form.text('feeGround'), amount: form.text('amount'), basis: form.text('basis') },
      ...{ facts: form.text('feeFacts'), intent: form.text('feeIntent') },
    };
    const outcome = await notices.prepareFee(id, readVersion(form), fee, actor(c.get('staff')));
    const to = { path: `/balie/verzoek/${id}/termijn`, done: 'brief' } as const;
    return after(c, id, outcome, to, { ...EMPTY_FORMS.notice, fee });
  });

  app.post(`${REQUEST}/vergoeding-antwoord`, async (c) => {
    const [form, id] = [c.get('form'), c.req.param('id')];
    const typed = { as: form.text('as'), day: form.text('feeDay') };
    const outcome = await notices.recordFee(id, readVersion(form), typed, actor(c.get('staff')));
    return after(c, id, outcome, { path: `/balie/verzoek/${id}`, done: 'vergoeding' });
  });

  app.get(`${REQUEST}/termijn`, (c) => show(c, c.req.param('id')));

  app.post(`${REQUEST}/termijn`, async (c) => {
    const [form, id] = [c.get('form'), c.req.param('id')];
    const by = actor(c.get('staff'));
    const approved = await notices.approve(id, readVersion(form), form.text('letterHash'), by);
    if (!approved.ok) return show(c, id, approved.refusal);
    return c.redirect(`/balie/verzoek/${id}?gedaan=onderweg`, 303);
  });

  app.post(`${REQUEST}/termijn-weg`, async (c) => {
    const id = c.req.param('id');
    const outcome = await notices.drop(id, readVersion(c.get('form')), actor(c.get('staff')));
    return after(c, id, outcome, { path: `/balie/verzoek/${id}`, done: 'vervallen' });
  });

  app.post(`${REQUEST}/brief-terug`, async (c) => {
    const [form, id] = [c.get('form'), c.req.param('id')];
    const by = actor(c.get('staff'));
    const outcome = await notices.bounced(id, readVersion(form), form.text('letterId'), by);
    return after(c, id, outcome, { path: `/balie/verzoek/${id}`, done: 'briefterug' });
  });

  app.post(`${REQUEST}/bewijs-binnen`, async (c) => {
    const id = c.req.param('id');
    const outcome = await notices.endStop(id, c.get('form').text('day'), actor(c.get('staff')));
    return after(c, id, outcome, { path: `/balie/verzoek/${id}`, done: 'loopt' });
  });
}
