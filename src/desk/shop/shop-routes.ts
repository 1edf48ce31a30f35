import type { Context, Hono } from 'hono';
import type { Refusal } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { type Notice, refusedNotice } from '../frame/notice.ts';
import type { DeskEnv } from '../frame/view.ts';
import { type ProfileForm, profileForm } from './profile-form.ts';
import { readProfile } from './read-profile.ts';
import { shopPage } from './shop-page.ts';
import { staffRoutes } from './staff-routes.ts';

/** The shop's own facts, which letters and searches are made with, and who works at the desk. */
export function shopRoutes(app: Hono<DeskEnv>, core: DeskCore): void {
  const { desk } = core;

  async function show(
    c: Context<DeskEnv>,
    told?: { notice: Notice; form?: ProfileForm; email?: string | undefined; status?: 200 | 409 | 422 },
  ) {
    const [profile, staff, former, drift] = await Promise.all([
      desk.profile(),
      desk.staff(),
      desk.formerStaff(),
      desk.drift(),
    ]);
    const typed = told?.form;
    // The present version goes into the form again: what was saved meanwhile is shown beside what was typed.
    const form = typed === undefined ? profileForm(profile) : { ...typed, version: profile.version };
    const email = told?.email ?? '';
    const parts = { form, saved: profile, staff, former, drift, email, notice: told?.notice };
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

  staffRoutes(app, core, (c, refusal, email) => show(c, { notice: refusedBy(c, refusal), email }));
}
