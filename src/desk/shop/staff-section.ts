import { html } from 'hono/html';
import type { StaffMember } from '../../core/application/core-api.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** Who works at the desk; only the owner invites. */
export function staffSection(view: View, staff: readonly StaffMember[], typed: string): Html {
  const { t } = view.words;
  return html`<section class="panel" aria-labelledby="medewerkers"><h2 id="medewerkers">${t('desk:staff.title')}</h2>
  <ul class="lines">${staff.map(
    ({ name, email, owner }) =>
      html`<li>${name} <span class="muted">${email}${owner ? ` · ${t('desk:staff.owner')}` : ''}</span></li>`,
  )}</ul>
  ${view.staff?.owner === true ? invite(view, typed) : html`<p class="hint">${t('desk:staff.owner_invites')}</p>`}
</section>`;
}

function invite(view: View, typed: string): Html {
  const { t } = view.words;
  return actionForm(
    view,
    '/balie/winkel/medewerkers',
    {},
    html`<div class="field"><label for="uitnodigen">${t('desk:staff.email')}</label>
    <p class="hint" id="uitnodigen-hint">${t('desk:staff.invite_hint')}</p>
    <input id="uitnodigen" name="email" type="email" value="${typed}" maxlength="254" required autocomplete="off" aria-describedby="uitnodigen-hint"></div>
    <button class="secondary" type="submit">${t('desk:staff.invite')}</button>`,
  );
}
