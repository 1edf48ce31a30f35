import type { Hono } from 'hono';
import { isInPerson } from '../../core/kernel/rights.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import { noticeOf } from '../frame/notice.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { emptyForm, readInPerson } from './in-person-form.ts';
import { inPersonPage, receiptPage } from './in-person-page.ts';

/** Requests from the shop and the phone, and their receipt on paper. */
export function inPersonRoutes(app: Hono<DeskEnv>, { desk, inPerson }: DeskCore): void {
  app.get('/nieuw', (c) => {
    const view = c.get('view');
    return c.html(inPersonPage(view, emptyForm(view.tools.clock.now())));
  });

  app.post('/nieuw', async (c) => {
    const view = c.get('view');
    const { typed, asked } = readInPerson(c.get('form'), view.tools.clock.now());
    const opened = await inPerson.open(asked, actor(c.get('staff')));
    if (!opened.ok) return c.html(inPersonPage(view, typed, opened.refusal), 409);
    // Without an address the receipt is handed over on paper.
    const next = asked.email === '' ? '/ontvangst' : '';
    return c.redirect(`/balie/verzoek/${opened.value.id}${next}?gedaan=opgenomen`, 303);
  });

  app.get(`/verzoek/:id{${ROW_ID}}/ontvangst`, async (c) => {
    const view = c.get('view');
    const detail = await desk.request(c.req.param('id'), actor(c.get('staff')));
    if (detail === undefined || !isInPerson(detail.channel)) return c.html(notFoundPage(view), 404);
    return c.html(receiptPage(view, detail, detail.channel, await desk.profile(), noticeOf(view)));
  });
}
