import type { Context } from 'hono';
import type { Refusal } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import type { DeskEnv } from '../frame/view.ts';
import { decisionNotice } from './decision-notice.ts';
import { requestPage } from './request-page.ts';
import { EMPTY_FORMS, type TypedForms } from './typed-forms.ts';

export interface Refused {
  readonly refusal: Refusal;
  readonly typed?: TypedForms;
}

/** The card as it is now; after a refused decision with the reason, what happened meanwhile and what was typed. */
export async function showRequest(
  c: Context<DeskEnv>,
  { desk, erasures }: DeskCore,
  id: string,
  refused?: Refused,
) {
  const view = c.get('view');
  const [detail, profile, staff] = await Promise.all([
    desk.request(id, actor(c.get('staff'))),
    desk.profile(),
    desk.staff(),
  ]);
  if (detail === undefined) return c.html(notFoundPage(view), 404);
  const parts = {
    typed: refused?.typed ?? EMPTY_FORMS,
    notice: refused && decisionNotice(view, detail, refused.refusal),
    closingDays: new Set(profile.closingDays),
    staff,
    receipt: await erasures.receipt(id, actor(c.get('staff'))),
  };
  return c.html(requestPage(view, detail, parts), refused === undefined ? 200 : 409);
}
