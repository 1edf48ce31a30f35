import { html } from 'hono/html';
import type { FormerStaff, StaffMember } from '../../core/application/core-api.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

const STAFF = '/balie/winkel/medewerkers';

/** Who works at the desk, and for an owner who did; only an owner invites and removes. */
export function staffSection(
  view: View,
  staff: readonly StaffMember[],
  former: readonly FormerStaff[],
  typed: string,
): Html {
  const { t } = view.words;
  const owner = view.staff?.owner === true;
  return html`<section class="panel" aria-labelledby="medewerkers"><h2 id="medewerkers">${t('desk:staff.title')}</h2>
  <p class="hint">${t('desk:staff.name_hint')}</p>
  <ul class="lines">${staff.map((member) => one(view, member))}</ul>
  ${owner ? invite(view, typed) : html`<p class="hint">${t('desk:staff.owner_invites')}</p>`}
  ${owner && former.length > 0 ? gone(view, former) : ''}
</section>`;
}

/** Where somebody works: the address at the desk, or the user in Slack. */
export function staffPlace({ words }: View, { email, slackUserId }: StaffMember): string {
  return email === '' ? words.t('desk:staff.in_slack', { user: slackUserId ?? '' }) : email;
}

function one(view: View, member: StaffMember): Html {
  const { t } = view.words;
  const { id, name, email, owner } = member;
  const told = html`<span class="muted">${staffPlace(view, member)}${owner ? ` · ${t('desk:staff.owner')}` : ''}</span>`;
  const rename = actionForm(
    view,
    `${STAFF}/${id}`,
    {},
    html`<div class="field"><label for="naam-${id}">${t('desk:staff.name')} ${told}</label>
    <input id="naam-${id}" name="name" type="text" value="${name}" maxlength="80" required autocomplete="off"></div>
    <button class="secondary small" type="submit">${t('desk:staff.rename')}</button>`,
  );
  if (view.staff?.owner !== true)
    return html`<li>${view.staff?.id === id ? rename : html`${name} ${told}`}</li>`;
  // Slack says what its people are called.
  return html`<li>${email === '' ? html`${name} ${told}` : rename}
  ${owner || email === '' ? '' : small(view, `${STAFF}/${id}/eigenaar`, t('desk:staff.make_owner'), name)}
  <p><a href="${STAFF}/${id}/verwijderen">${t('desk:staff.remove')}<span class="visually-hidden">: ${name}</span></a></p></li>`;
}

function gone(view: View, former: readonly FormerStaff[]): Html {
  const { t, day } = view.words;
  return html`<h3>${t('desk:staff.former')}</h3>
  <ul class="lines">${former.map(
    (member) => html`<li>${member.name} <span class="muted">${staffPlace(view, member)} · ${t(
      'desk:staff.removed',
      {
        day: day(member.removedDay),
        by: view.words.who(member.removedBy),
      },
    )}</span>
    ${small(view, `${STAFF}/${member.id}/toelaten`, t('desk:staff.readmit'), member.name)}</li>`,
  )}</ul>`;
}

/** One button; a screen reader hears whom it is about. */
function small(view: View, action: string, label: string, name: string): Html {
  return actionForm(
    view,
    action,
    {},
    html`<button class="secondary small" type="submit">${label}<span class="visually-hidden">: ${name}</span></button>`,
  );
}

function invite(view: View, typed: string): Html {
  const { t } = view.words;
  return actionForm(
    view,
    STAFF,
    {},
    html`<div class="field"><label for="uitnodigen">${t('desk:staff.email')}</label>
    <p class="hint" id="uitnodigen-hint">${t('desk:staff.invite_hint')}</p>
    <input id="uitnodigen" name="email" type="email" value="${typed}" maxlength="254" required autocomplete="off" aria-describedby="uitnodigen-hint"></div>
    <button class="secondary" type="submit">${t('desk:staff.invite')}</button>`,
  );
}
