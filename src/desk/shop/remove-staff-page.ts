import { html } from 'hono/html';
import type { StaffMember } from '../../core/application/core-api.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import { staffPlace } from './staff-section.ts';

/** Asks once more before somebody loses access; `same` are those who may be the same person elsewhere. */
export function removeStaffPage(view: View, leaving: StaffMember, same: readonly StaffMember[]): Html {
  const { t } = view.words;
  const title = t('desk:staff.remove_title', { name: leaving.name });
  return page(
    view,
    { title, section: 'shop' },
    html`<div class="narrow"><h1>${title}</h1>
  <p>${staffPlace(view, leaving)}</p>
  <p>${t('desk:staff.remove_what')}</p>
  <p>${t('desk:staff.remove_kept')}</p>
  ${actionForm(
    view,
    `/balie/winkel/medewerkers/${leaving.id}/verwijderen`,
    {},
    html`${
      same.length === 0
        ? ''
        : html`<fieldset><legend>${t('desk:staff.remove_same')}</legend>
    ${same.map(
      (member) =>
        html`<label class="choice"><input type="checkbox" name="also" value="${member.id}"> ${member.name} <span class="muted">${staffPlace(view, member)}</span></label>`,
    )}</fieldset>`
    }
    <button class="danger" type="submit">${t('desk:staff.remove_now')}</button>`,
  )}
  <p><a href="/balie/winkel">${t('desk:forbidden.back_to_shop')}</a></p></div>`,
  );
}
