import type { Hono } from 'hono';
import type { DeskCore } from '../frame/desk-tools.ts';
import { type Notice, refusedNotice } from '../frame/notice.ts';
import type { DeskEnv } from '../frame/view.ts';
import { erasedPage, NOTHING_ASKED } from './erased-page.ts';

/** What stays after an erasure; both questions change nothing and are answered on the page itself. */
export function erasedRoutes(app: Hono<DeskEnv>, { erasures }: DeskCore): void {
  app.get('/na-wissing', async (c) => c.html(erasedPage(c.get('view'), await erasures.overview())));

  app.post('/na-wissing/post', async (c) => {
    const view = c.get('view');
    const address = c.get('form').text('address');
    const asked = await erasures.mayMail(address);
    const typed = { ...NOTHING_ASKED, address };
    const overview = await erasures.overview();
    if (!asked.ok) return c.html(erasedPage(view, overview, typed, refusedNotice(view, asked.refusal)), 409);
    const title = view.words.t(asked.value ? 'desk:erased.may_mail' : 'desk:erased.may_not_mail');
    const notice: Notice = { tone: asked.value ? 'done' : 'refused', title, lines: [] };
    return c.html(erasedPage(view, overview, typed, notice));
  });

  app.post('/na-wissing/bewijs', async (c) => {
    const view = c.get('view');
    const { words } = view;
    const form = c.get('form');
    const typed = {
      ...NOTHING_ASKED,
      receipt: form.text('receipt'),
      receiptAddress: form.text('receiptAddress'),
    };
    const checked = await erasures.checkReceipt(typed.receipt, typed.receiptAddress);
    const overview = await erasures.overview();
    if (!checked.ok)
      return c.html(erasedPage(view, overview, typed, refusedNotice(view, checked.refusal)), 409);
    const { number, day, outcome } = checked.value;
    const title = words.t('desk:erased.real', { number, day: words.day(day) });
    const lines = [words.t(outcome === 'all' ? 'desk:erased.real_all' : 'desk:erased.real_part')];
    return c.html(erasedPage(view, overview, typed, { tone: 'done', title, lines }));
  });
}
