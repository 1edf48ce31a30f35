import type { Context, Hono } from 'hono';
import type { Refusal } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { decisionNotice } from '../request/decision-notice.ts';
import { readVersion } from '../request/read-version.ts';
import { showRequest } from '../request/show-request.ts';
import { answerPage } from './answer-page.ts';
import { type FreeText, freeTextHash } from './free-text.ts';

const ANSWER = `/verzoek/:id{${ROW_ID}}/antwoord` as const;

/** The letter word for word, its free paragraphs, and the approval of exactly this letter. */
export function answerRoutes(app: Hono<DeskEnv>, core: DeskCore): void {
  const { desk, decisions } = core;

  async function show(c: Context<DeskEnv>, id: string, refused?: { refusal: Refusal; typed?: FreeText }) {
    const view = c.get('view');
    const by = actor(c.get('staff'));
    const detail = await desk.request(id, by);
    if (detail === undefined) return c.html(notFoundPage(view), 404);
    const { approval } = detail;
    // A decision without its facts is no letter yet: first the outcome.
    if (refused === undefined && approval.phase === 'pending' && approval.blockedBy === 'text_missing')
      return c.redirect(`/balie/verzoek/${id}/uitkomst`, 303);
    const preview = await decisions.preview(id, by);
    const notice = refused && decisionNotice(view, detail, refused.refusal);
    const status = refused === undefined ? 200 : 409;
    if (preview.ok)
      return c.html(answerPage(view, detail, preview.value, { notice, typed: refused?.typed }), status);
    return showRequest(c, core, id, { refusal: refused?.refusal ?? preview.refusal });
  }

  app.get(ANSWER, (c) => show(c, c.req.param('id')));

  app.post(ANSWER, async (c) => {
    const form = c.get('form');
    const id = c.req.param('id');
    const by = actor(c.get('staff'));
    const version = readVersion(form);
    const typed = { opening: form.text('opening'), closing: form.text('closing') };
    const approves = form.text('action') === 'approve';
    // Typed but not kept: that text is never left behind silently by approving the letter without it.
    if (!approves || freeTextHash(typed) !== form.text('free')) {
      const changed = await decisions.changeParagraphs(id, version, typed, by);
      if (!changed.ok) return show(c, id, { refusal: changed.refusal, typed });
      return c.redirect(`/balie/verzoek/${id}/antwoord?gedaan=${approves ? 'eerst' : 'alineas'}`, 303);
    }
    const approved = await decisions.approve(id, version, form.text('letterHash'), by, form.text('reason'));
    if (!approved.ok) return show(c, id, { refusal: approved.refusal });
    return c.redirect(`/balie/verzoek/${id}?gedaan=goedgekeurd`, 303);
  });
}
