import type { Context, Hono } from 'hono';
import type { Refusal } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import { refusedNotice } from '../frame/notice.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { conversationPage } from './conversation-page.ts';

const CONVERSATION = `/gesprek/:id{${ROW_ID}}` as const;

/** What was said in a conversation, and an answer under one's own name (R5, R15). */
export function conversationRoutes(app: Hono<DeskEnv>, { desk }: DeskCore): void {
  async function show(c: Context<DeskEnv>, id: string, refused?: { refusal: Refusal; text: string }) {
    const view = c.get('view');
    const [conversation, tasks, shop] = await Promise.all([
      desk.conversation(id, actor(c.get('staff'))),
      desk.tasks('open'),
      desk.profile(),
    ]);
    if (conversation === undefined) return c.html(notFoundPage(view), 404);
    const own = tasks.filter(({ conversationId }) => conversationId === id);
    const notice = refused && refusedNotice(view, refused.refusal);
    const parts = { tasks: own, notice, typed: refused?.text ?? '', shop };
    return c.html(conversationPage(view, conversation, parts), refused === undefined ? 200 : 409);
  }

  app.get(CONVERSATION, (c) => show(c, c.req.param('id')));

  app.post(CONVERSATION, async (c) => {
    const id = c.req.param('id');
    const text = c.get('form').text('text');
    const answered = await desk.answerConversation(id, text, actor(c.get('staff')));
    if (!answered.ok) return show(c, id, { refusal: answered.refusal, text });
    return c.redirect(`/balie/gesprek/${id}?gedaan=beantwoord`, 303);
  });

  app.post(`${CONVERSATION}/over`, async (c) => {
    const id = c.req.param('id');
    const taken = await desk.takeOver(id, actor(c.get('staff')));
    if (!taken.ok) return show(c, id, { refusal: taken.refusal, text: '' });
    return c.redirect(`/balie/gesprek/${id}?gedaan=overgenomen`, 303);
  });

  app.post(`${CONVERSATION}/terug`, async (c) => {
    const id = c.req.param('id');
    const given = await desk.handBack(id, actor(c.get('staff')));
    if (!given.ok) return show(c, id, { refusal: given.refusal, text: '' });
    return c.redirect(`/balie/gesprek/${id}?gedaan=teruggegeven`, 303);
  });

  app.post(`${CONVERSATION}/codes`, async (c) => {
    const id = c.req.param('id');
    const allowed = await desk.allowCodes(id, actor(c.get('staff')));
    if (!allowed.ok) return show(c, id, { refusal: allowed.refusal, text: '' });
    return c.redirect(`/balie/gesprek/${id}?gedaan=codes`, 303);
  });
}
