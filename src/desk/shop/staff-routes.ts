import type { Context, Hono } from 'hono';
import type { StaffMember } from '../../core/application/core-api.ts';
import type { Refusal } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { messagePage } from '../frame/page.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { removeStaffPage } from './remove-staff-page.ts';

const STAFF = '/winkel/medewerkers';
const MEMBER = `${STAFF}/:id{${ROW_ID}}`;

type Answer = Response | Promise<Response>;

/** Who works at the desk. Only an owner invites, removes, lets back in and names owners; everybody their own name. */
export function staffRoutes(
  app: Hono<DeskEnv>,
  { desk }: DeskCore,
  show: (c: Context<DeskEnv>, refusal: Refusal, email?: string) => Answer,
): void {
  app.post(STAFF, async (c) => {
    const email = c.get('form').text('email');
    const added = await desk.addStaff(email, actor(c.get('staff')));
    if (!added.ok) return refused(c, added.refusal, email);
    return c.redirect('/balie/winkel?gedaan=uitgenodigd', 303);
  });

  app.post(MEMBER, async (c) => {
    const name = c.get('form').text('name');
    const renamed = await desk.renameStaff(c.req.param('id'), name, actor(c.get('staff')));
    if (!renamed.ok) return refused(c, renamed.refusal);
    return c.redirect('/balie/winkel?gedaan=genoemd', 303);
  });

  app.get(`${MEMBER}/verwijderen`, async (c) => {
    if (!c.get('staff').owner) return refused(c, { code: 'staff.owner_only' });
    const staff = await desk.staff();
    const leaving = staff.find(({ id }) => id === c.req.param('id'));
    if (leaving === undefined) return refused(c, { code: 'staff.unknown' });
    return c.html(removeStaffPage(c.get('view'), leaving, sameMaybe(leaving, staff)));
  });

  app.post(`${MEMBER}/verwijderen`, async (c) => {
    const ids = new Set([c.req.param('id'), ...c.get('form').all('also')]);
    const removed = await desk.removeStaff([...ids], actor(c.get('staff')));
    if (!removed.ok) return refused(c, removed.refusal);
    return c.redirect('/balie/winkel?gedaan=verwijderd', 303);
  });

  app.post(`${MEMBER}/toelaten`, async (c) => {
    const admitted = await desk.readmitStaff(c.req.param('id'), actor(c.get('staff')));
    if (!admitted.ok) return refused(c, admitted.refusal);
    return c.redirect('/balie/winkel?gedaan=toegelaten', 303);
  });

  app.post(`${MEMBER}/eigenaar`, async (c) => {
    const made = await desk.makeOwner(c.req.param('id'), actor(c.get('staff')));
    if (!made.ok) return refused(c, made.refusal);
    return c.redirect('/balie/winkel?gedaan=eigenaar', 303);
  });

  function refused(c: Context<DeskEnv>, refusal: Refusal, email?: string): Answer {
    if (refusal.code !== 'staff.owner_only') return show(c, refusal, email);
    const view = c.get('view');
    const back = { href: '/balie/winkel', label: view.words.t('desk:forbidden.back_to_shop') };
    return c.html(
      messagePage(view, view.words.t('desk:forbidden.title'), [view.words.refusal(refusal)], back),
      403,
    );
  }
}

/** Slack does not say whose address belongs to whom: the owner knows whether somebody there is the same person. */
function sameMaybe(leaving: StaffMember, staff: readonly StaffMember[]): readonly StaffMember[] {
  return staff.filter(({ id, email }) => id !== leaving.id && (email === '') !== (leaving.email === ''));
}
