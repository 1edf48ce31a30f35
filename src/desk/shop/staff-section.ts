import { html } from 'hono/html';
import type { StaffMember } from '../../core/application/core-api.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** Who works at the desk; only the owner invites. */
export function staffSection(view: View, staff: readonly StaffMember[], typed: string): Html {
  const { t } = view.words;
  return html`<section class="panel" aria-labelledby="medewerkers"><h2 id="medewerkers">${t('desk:staff.title')}</h2>
  <p class="hint">${t('desk:staff.name_hint')}</p>
  <ul class="lines">${staff.map((member) => one(view, member))}</ul>
  ${view.staff?.owner === true ? invite(view, typed) : html`<p class="hint">${t('desk:staff.owner_invites')}</p>`}
</section>`;
}

function one(view: View, member: StaffMember): Html {
  const { t } = view.words;
  const { id, name, email, owner } = member;
  const told = html`<span class="muted">${email}${owner ? ` · ${t('desk:staff.owner')}` : ''}</span>`;
  if (view.staff?.owner !== true && view.staff?.id !== id) return html`<li>${name} ${told}</li>`;
  return html`<li>${actionForm(
    view,
    `/balie/winkel/medewerkers/${id}`,
    {},
    html`<div class="field"><label for="naam-${id}">${t('desk:staff.name')} ${told}</label>
    <input id="naam-${id}" name="name" type="text" value="${name}" maxlength="80" required autocomplete="off"></div>
    <button class="secondary small" type="submit">${t('desk:staff.rename')}</button>`,
  )}</li>`;
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
