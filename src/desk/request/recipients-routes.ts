import type { Context, Hono } from 'hono';
import { parseDay } from '../../core/kernel/calendar-day.ts';
import { RECIPIENT_ANSWERS, TELLING_WAYS } from '../../core/kernel/recipient-contact.ts';
import { type Refusal, refuse } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { refusedNotice } from '../frame/notice.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { recipientsPage } from './recipients-page.ts';
import { showRequest } from './show-request.ts';

const RECIPIENTS = `/verzoek/:id{${ROW_ID}}/ontvangers` as const;

/** Who else was told of a decision, and what they answered (AVG 19). */
export function recipientsRoutes(app: Hono<DeskEnv>, core: DeskCore): void {
  const { recipients } = core;

  async function show(c: Context<DeskEnv>, id: string, refusal?: Refusal) {
    const view = c.get('view');
    const listed = await recipients.list(id, actor(c.get('staff')));
    if (!listed.ok) return showRequest(c, core, id, { refusal: listed.refusal });
    const notice = refusal && refusedNotice(view, refusal);
    return c.html(recipientsPage(view, id, listed.value, notice), refusal === undefined ? 200 : 409);
  }

  app.get(RECIPIENTS, (c) => show(c, c.req.param('id')));

  app.post(RECIPIENTS, async (c) => {
    const id = c.req.param('id');
    const done = await act(c, id);
    return done.ok
      ? c.redirect(`/balie/verzoek/${id}/ontvangers?gedaan=ontvanger`, 303)
      : show(c, id, done.refusal);
  });

  function act(c: Context<DeskEnv>, id: string) {
    const form = c.get('form');
    const by = actor(c.get('staff'));
    const recipient = form.text('recipient');
    const action = form.text('action');
    if (action === 'chase') return recipients.chase(id, recipient, c.get('view').today, by);
    if (action === 'answer') {
      const answer = RECIPIENT_ANSWERS.find((known) => known === form.text(`answer-${recipient}`));
      return answer === undefined ? refuse('step.unknown') : recipients.answer(id, recipient, answer, by);
    }
    const how = TELLING_WAYS.find((known) => known === form.text(`how-${recipient}`));
    const on = parseDay(form.text(`on-${recipient}`));
    if (how === undefined || on === undefined) return refuse('outcome.day_invalid');
    return recipients.tell(id, recipient, { how, on }, by);
  }
}
