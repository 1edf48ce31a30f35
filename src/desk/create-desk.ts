import { Hono } from 'hono';
import { trimTrailingSlash } from 'hono/trailing-slash';
import { UnreadableRow } from '../core/kernel/unreadable-row.ts';
import { answerRoutes } from './answer/answer-routes.ts';
import { breachRoutes } from './breach/breach-routes.ts';
import { conversationRoutes } from './conversation/conversation-routes.ts';
import { erasedRoutes } from './erased/erased-routes.ts';
import { twoYearRoutes } from './erased/two-year-routes.ts';
import { checkForm } from './frame/check-form.ts';
import type { DeskCore, DeskTools } from './frame/desk-tools.ts';
import { limitBody } from './frame/limit-body.ts';
import { notFoundPage } from './frame/not-found-page.ts';
import { messagePage } from './frame/page.ts';
import { requireStaff } from './frame/require-staff.ts';
import { securityHeaders } from './frame/security-headers.ts';
import { serveAssets } from './frame/serve-assets.ts';
import { findSession } from './frame/session.ts';
import type { DeskEnv } from './frame/view.ts';
import { inPersonRoutes } from './in-person/in-person-routes.ts';
import { noticeRoutes } from './notice/notice-routes.ts';
import { outcomeRoutes } from './outcome/outcome-routes.ts';
import { policyRoutes } from './policy/policy-routes.ts';
import { recordRoutes } from './record/record-routes.ts';
import { registerRoutes } from './register/register-routes.ts';
import { deliveryRoutes } from './request/delivery-routes.ts';
import { findingsRoutes } from './request/findings-routes.ts';
import { recipientsRoutes } from './request/recipients-routes.ts';
import { requestRoutes } from './request/request-routes.ts';
import { shopRoutes } from './shop/shop-routes.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import { sortedRoutes } from './sorted/sorted-routes.ts';
import { exportRoutes } from './sources/export-routes.ts';
import { taskRoutes } from './task/task-routes.ts';
import { todayRoutes } from './today/today-routes.ts';

/** The staff's pages, to be mounted at /balie. Signed-in staff only, every change a form with a token. */
export function createDesk(core: DeskCore, tools: DeskTools): Hono<DeskEnv> {
  const desk = new Hono<DeskEnv>();
  desk.use('*', securityHeaders, trimTrailingSlash());
  desk.get('/assets/:name', serveAssets());
  desk.use('*', findSession(core, tools), limitBody());
  signInRoutes(desk, core, tools);
  desk.use('*', requireStaff(tools), checkForm);

  todayRoutes(desk, core);
  sortedRoutes(desk, core);
  inPersonRoutes(desk, core);
  requestRoutes(desk, core);
  findingsRoutes(desk, core);
  recordRoutes(desk, core);
  deliveryRoutes(desk, core);
  recipientsRoutes(desk, core);
  outcomeRoutes(desk, core);
  answerRoutes(desk, core);
  noticeRoutes(desk, core);
  taskRoutes(desk, core);
  exportRoutes(desk, core);
  conversationRoutes(desk, core);
  shopRoutes(desk, core);
  erasedRoutes(desk, core);
  twoYearRoutes(desk, core);
  breachRoutes(desk, core);
  policyRoutes(desk, core);
  registerRoutes(desk, core);

  desk.all('*', (c) => c.html(notFoundPage(c.get('view')), 404));
  desk.onError((error, c) => {
    tools.report(error);
    const view = c.get('view');
    const { t } = view.words;
    const [title, words] =
      error instanceof UnreadableRow
        ? ([t('desk:unreadable.title'), t('desk:unreadable.text')] as const)
        : ([t('desk:failed.title'), t('desk:failed.text')] as const);
    return c.html(
      messagePage(view, title, [words], {
        href: '/balie',
        label: t('desk:forbidden.back'),
      }),
      500,
    );
  });
  return desk;
}
