import type { Context, Hono } from 'hono';
import type { Refusal } from '../../core/kernel/result.ts';
import { RIGHTS } from '../../core/kernel/rights.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { refusedNotice } from '../frame/notice.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { sortedPage } from './sorted-page.ts';

const PAGE = '/gesorteerd';

/** What the program sorted by itself, and "dit was wél een verzoek" (R17). */
export function sortedRoutes(app: Hono<DeskEnv>, { desk }: DeskCore): void {
  async function show(c: Context<DeskEnv>, refusal?: Refusal) {
    const view = c.get('view');
    const notice = refusal && refusedNotice(view, refusal);
    const conversations = await desk.conversationsWithoutRequest(actor(c.get('staff')));
    return c.html(sortedPage(view, conversations, notice), refusal === undefined ? 200 : 409);
  }

  app.get(PAGE, (c) => show(c));

  app.post(`${PAGE}/:id{${ROW_ID}}`, async (c) => {
    const right = RIGHTS.find((known) => known === c.get('form').text('right'));
    if (right === undefined) return show(c);
    const opened = await desk.openFromConversation(c.req.param('id'), right, actor(c.get('staff')));
    if (!opened.ok) return show(c, opened.refusal);
    return c.redirect(`/balie/verzoek/${opened.value.id}?gedaan=geopend`, 303);
  });

  app.post(`${PAGE}/:id{${ROW_ID}}/bij`, async (c) => {
    const number = c.get('form').text('number');
    const placed = await desk.placeMail(c.req.param('id'), number, actor(c.get('staff')));
    if (!placed.ok) return show(c, placed.refusal);
    return c.redirect(`/balie/verzoek/${placed.value.id}?gedaan=geplaatst`, 303);
  });
}
