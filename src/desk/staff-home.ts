import type { CoreApi } from '../core/application/core-api.ts';
import type { StaffHome } from '../core/approval/staff-channel.ts';
import { amsterdamDay } from '../core/kernel/calendar-day.ts';
import type { Clock } from '../core/kernel/clock.ts';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import { renderHome } from '../core/text/render-home.ts';

/** What a member of staff sees in the staff channel's app: the desk's own lists and figures, in the desk's words. */
export function createStaffHome(
  { desk, register }: Pick<CoreApi, 'desk' | 'register'>,
  {
    language,
    deskUrl,
    clock,
  }: { readonly language: ReplyLanguage; readonly deskUrl: string; readonly clock: Clock },
): StaffHome {
  return async (by) => {
    const me = await desk.acting(by);
    if (me === undefined) return undefined;
    const [open, unproven, tasks, report] = await Promise.all([
      desk.requests('open'),
      desk.requests('unproven'),
      desk.tasks('open'),
      register.report({ unit: 'year', period: [] }),
    ]);
    const now = clock.now();
    const figures = report.ok && report.value.total.received > 0 ? report.value.total : null;
    const held = tasks.filter(({ kind }) => kind === 'held_mail').length;
    const facts = {
      now,
      today: amsterdamDay(now),
      me: me.id,
      open,
      unproven: unproven.length,
      held,
      figures,
    };
    return renderHome(facts, deskUrl, language);
  };
}
