import type { Context, Hono } from 'hono';
import type { Refusal } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { type Notice, refusedNotice } from '../frame/notice.ts';
import { messagePage } from '../frame/page.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { type ProfileForm, profileForm } from './profile-form.ts';
import { readProfile } from './read-profile.ts';
import { shopPage } from './shop-page.ts';

/** The shop's own facts, which letters and searches are made with, and who works at the desk. */
export function shopRoutes(app: Hono<DeskEnv>, { desk }: DeskCore): void {
  async function show(
    c: Context<DeskEnv>,
    told?: { notice: Notice; form?: ProfileForm; email?: string; status?: 200 | 409 | 422 },
  ) {
    const [profile, staff] = await Promise.all([desk.profile(), desk.staff()]);
    const typed = told?.form;
    // The present version goes into the form again: what was saved meanwhile is shown beside what was typed.
    const form = typed === undefined ? profileForm(profile) : { ...typed, version: profile.version };
    const parts = { form, saved: profile, staff, email: told?.email ?? '', notice: told?.notice };
    return c.html(shopPage(c.get('view'), parts), told === undefined ? 200 : (told.status ?? 409));
  }

  const refusedBy = (c: Context<DeskEnv>, refusal: Refusal) => refusedNotice(c.get('view'), refusal);

  app.get('/winkel', (c) => {
    const { t } = c.get('view').words;
    const moved = /^[1-9]\d{0,6}$/.exec(c.req.query('verzet') ?? '')?.[0];
    if (moved === undefined || c.get('view').done !== 'winkel') return show(c);
    const lines = [t('desk:shop.moved', { count: Number(moved) })];
    return show(c, { notice: { tone: 'done', title: t('desk:done.shop'), lines }, status: 200 });
  });

  app.post('/winkel', async (c) => {
    const form = readProfile(c.get('form'), await desk.profile());
    if (form.profile === undefined) {
      const notice = refusedBy(c, { code: 'profile.invalid' });
      return show(c, { notice, form: form.form, status: 422 });
    }
    const saved = await desk.saveProfile(form.profile, actor(c.get('staff')));
    if (!saved.ok) return show(c, { notice: refusedBy(c, saved.refusal), form: form.form });
    const { moved } = saved.value;
    return c.redirect(`/balie/winkel?gedaan=winkel${moved === 0 ? '' : `&verzet=${moved}`}`, 303);
  });

  app.post('/winkel/medewerkers', async (c) => {
    const staff = c.get('staff');
    const view = c.get('view');
    if (!staff.owner) {
      const { t } = view.words;
      const back = { href: '/balie/winkel', label: t('desk:forbidden.back_to_shop') };
      return c.html(
        messagePage(view, t('desk:forbidden.title'), [t('desk:forbidden.owner_only')], back),
        403,
      );
    }
    const email = c.get('form').text('email');
    const added = await desk.addStaff(email, actor(staff));
    if (!added.ok) return show(c, { notice: refusedBy(c, added.refusal), email });
    return c.redirect('/balie/winkel?gedaan=uitgenodigd', 303);
  });

  app.post(`/winkel/medewerkers/:id{${ROW_ID}}`, async (c) => {
    const name = c.get('form').text('name');
    const renamed = await desk.renameStaff(c.req.param('id'), name, actor(c.get('staff')));
    if (!renamed.ok) return show(c, { notice: refusedBy(c, renamed.refusal) });
    return c.redirect('/balie/winkel?gedaan=genoemd', 303);
  });
}
