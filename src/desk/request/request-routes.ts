import type { Context, Hono } from 'hono';
import { type Result, refuse } from '../../core/kernel/result.ts';
import { StaffOnly } from '../../core/kernel/staff-only.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import type { Done } from '../frame/notice.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { isScope, readAddressee } from './addressee-form.ts';
import { readAuthority } from './authority-form.ts';
import { postedCodePage } from './posted-code-page.ts';
import { isStaffEvidence } from './proof-forms.ts';
import { readRefusal } from './read-refusal.ts';
import { readVersion } from './read-version.ts';
import { showRequest } from './show-request.ts';
import { EMPTY_FORMS, type TypedForms } from './typed-forms.ts';
import { isWithholdReason } from './withhold-form.ts';

const REQUEST = `/verzoek/:id{${ROW_ID}}` as const;

/** One request: everything about it, and the decisions that need no preview. */
export function requestRoutes(app: Hono<DeskEnv>, core: DeskCore): void {
  const { decisions, outcomes, sources, caseWork } = core;

  app.get(REQUEST, (c) => showRequest(c, core, c.req.param('id')));

  app.post(`${REQUEST}/niet-van-ons`, async (c) => {
    const [form, id] = [c.get('form'), c.req.param('id')];
    const addressee = readAddressee(form);
    const { scope, ...rest } = addressee;
    const outcome = isScope(scope)
      ? await decisions.nameResponsible(id, readVersion(form), { scope, ...rest }, actor(c.get('staff')))
      : refuse('addressee.scope_missing');
    const letter = scope === 'all' || scope === 'part';
    const to = letter ? `/balie/verzoek/${id}/antwoord` : `/balie/verzoek/${id}`;
    return after(c, outcome, to, letter ? 'weigering' : 'antwoord', { ...EMPTY_FORMS, addressee });
  });

  app.post(`${REQUEST}/weigeren`, async (c) => {
    const form = c.get('form');
    const id = c.req.param('id');
    const refusal = readRefusal(form);
    const outcome = refusal.ok
      ? await decisions.prepareRefusal(id, readVersion(form), refusal.value, actor(c.get('staff')))
      : refusal;
    const typed = {
      ...{ ground: form.text('ground'), article: form.text('article') },
      ...{ facts: form.text('facts'), intent: form.text('intent') },
    };
    return after(c, outcome, `/balie/verzoek/${id}/antwoord`, 'weigering', {
      ...EMPTY_FORMS,
      refusal: typed,
    });
  });

  app.post(`${REQUEST}/vragen`, async (c) => {
    const form = c.get('form');
    const id = c.req.param('id');
    const text = form.text('text');
    const outcome = await decisions.askCustomer(id, readVersion(form), text, actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'gevraagd', { ...EMPTY_FORMS, question: text });
  });

  app.post(`${REQUEST}/bezwaar`, async (c) => {
    const form = c.get('form');
    const id = c.req.param('id');
    const against = form.text('against') === 'marketing' ? 'marketing' : 'situation';
    const outcome = await outcomes.nameObjection(id, readVersion(form), against, actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'bezwaar');
  });

  app.post(`${REQUEST}/bewijs-vragen`, async (c) => {
    const id = c.req.param('id');
    const outcome = await outcomes.askProof(id, readVersion(c.get('form')), actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'codevraag');
  });

  app.post(`${REQUEST}/feiten-vragen`, async (c) => {
    const id = c.req.param('id');
    const outcome = await outcomes.askFacts(id, readVersion(c.get('form')), actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'feitenvraag');
  });

  app.post(`${REQUEST}/bewijs`, async (c) => {
    const form = c.get('form');
    const id = c.req.param('id');
    const method = form.text('method');
    const proof = {
      name: form.text('proofName'),
      email: form.text('proofEmail'),
      reason: form.text('reason'),
    };
    const outcome =
      isStaffEvidence(method) || method === 'masked_id'
        ? await outcomes.recordProof(id, readVersion(form), { method, ...proof }, actor(c.get('staff')))
        : refuse('decision.wrong_state');
    return after(c, outcome, `/balie/verzoek/${id}`, 'bewijs');
  });

  app.post(`${REQUEST}/machtiging`, async (c) => {
    const form = c.get('form');
    const id = c.req.param('id');
    const typed = readAuthority(form);
    const outcome = await outcomes.recordAuthority(id, readVersion(form), typed, actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'machtiging');
  });

  app.post(`${REQUEST}/brief`, async (c) => {
    const form = c.get('form');
    const id = c.req.param('id');
    const made = await outcomes.postCode(id, readVersion(form), form.text('postal'), actor(c.get('staff')));
    return made.ok ? c.html(postedCodePage(c.get('view'), id, made.value)) : after(c, made, '', 'bewijs');
  });

  app.post(`${REQUEST}/ander-adres`, async (c) => {
    const form = c.get('form');
    const id = c.req.param('id');
    const to = form.text('answerTo');
    const outcome = await outcomes.answerElsewhere(id, readVersion(form), to, actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'anderadres');
  });

  app.post(`${REQUEST}/intrekken`, async (c) => {
    const form = c.get('form');
    const id = c.req.param('id');
    const typed = form.text('knownBy');
    const knownBy = isStaffEvidence(typed) ? typed : undefined;
    const outcome = await outcomes.recordWithdrawal(id, readVersion(form), knownBy, actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'ingetrokken');
  });

  app.post(`${REQUEST}/stappen`, async (c) => {
    const id = c.req.param('id');
    const outcome = await outcomes.confirmSteps(id, c.get('form').all('step'), actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'stappen');
  });

  app.post(`${REQUEST}/anders`, async (c) => {
    const id = c.req.param('id');
    const outcome = await outcomes.halt(id, readVersion(c.get('form')), actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'anders');
  });

  app.post(`${REQUEST}/stoppen`, async (c) => {
    const id = c.req.param('id');
    const outcome = await decisions.stop(id, readVersion(c.get('form')), actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'gestopt');
  });

  app.post(`${REQUEST}/sluiten`, async (c) => {
    const id = c.req.param('id');
    const outcome = await decisions.closeUnproven(id, readVersion(c.get('form')), actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'gesloten');
  });

  app.post(`${REQUEST}/antwoorden`, async (c) => {
    const id = c.req.param('id');
    const outcome = await decisions.prepareAnswer(id, readVersion(c.get('form')), actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}/antwoord`, 'antwoord');
  });

  app.post(`${REQUEST}/opnieuw`, async (c) => {
    const id = c.req.param('id');
    const outcome = await sources.reopenManual(id, c.get('form').text('source'), actor(c.get('staff')));
    const to = outcome.ok ? `/balie/taken/${outcome.value.taskId}` : '';
    return after(c, outcome, to, 'opnieuw');
  });

  app.post(`${REQUEST}/weglaten`, async (c) => {
    const form = c.get('form');
    const id = c.req.param('id');
    const typed = form.text('reason');
    const change = { source: form.text('source'), ref: form.text('ref') };
    const reason = isWithholdReason(typed) ? typed : null;
    const outcome = await sources.withhold(id, { ...change, reason }, actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'kopie');
  });

  app.post(`${REQUEST}/soort-weglaten`, async (c) => {
    const [form, id] = [c.get('form'), c.req.param('id')];
    const typed = form.text('reason');
    const group = { source: form.text('source'), category: form.text('category'), facts: form.text('facts') };
    const reason = isWithholdReason(typed) ? typed : null;
    const outcome = await sources.refuseGroup(id, { ...group, reason }, actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'kopie');
  });

  app.post(`${REQUEST}/notitie`, async (c) => {
    const id = c.req.param('id');
    const note = c.get('form').text('note');
    const outcome = await caseWork.addNote(id, new StaffOnly(note), actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'genoteerd', { ...EMPTY_FORMS, note });
  });

  app.post(`${REQUEST}/toewijzen`, async (c) => {
    const id = c.req.param('id');
    const to = c.get('form').text('assignee');
    const outcome = await caseWork.assign(id, to === '' ? null : to, actor(c.get('staff')));
    return after(c, outcome, `/balie/verzoek/${id}`, 'toegewezen');
  });

  async function after(
    c: Context<DeskEnv, `${typeof REQUEST}/${string}`>,
    outcome: Result<unknown>,
    to: string,
    done: Done,
    typed?: TypedForms,
  ) {
    if (outcome.ok) return c.redirect(`${to}?gedaan=${done}`, 303);
    const { refusal } = outcome;
    return showRequest(c, core, c.req.param('id'), typed === undefined ? { refusal } : { refusal, typed });
  }
}
