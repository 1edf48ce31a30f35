import { html } from 'hono/html';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import { type RecipientForm, ROLES, TASKS } from './profile-form.ts';

const BLANK: RecipientForm = { id: '', name: '', role: 'doubtful', task: 'other', country: '', screen: '' };

/** One closed block per recipient and an open-ended one for the next; an empty name takes a recipient off. */
export function recipientFields(view: View, recipients: readonly RecipientForm[]): Html {
  return html`${recipients.map((recipient, index) => block(view, recipient, index))}${block(view, BLANK, recipients.length)}`;
}

function block(view: View, recipient: RecipientForm, index: number): Html {
  const { words } = view;
  const detail = recipient.task === 'other' ? '' : ` · ${words.term('tasks_for_us', recipient.task)}`;
  const title = recipient.name === '' ? words.t('desk:shop.new_recipient') : `${recipient.name}${detail}`;
  const field = (name: 'name' | 'country' | 'screen') =>
    html`<div class="field"><label for="r${index}-${name}">${words.t(`desk:recipient.${name}`)}</label>
    <input id="r${index}-${name}" name="recipient.${name}" type="text" value="${recipient[name]}" maxlength="300"></div>`;
  const choice = (name: 'role' | 'task', values: readonly string[], group: 'roles' | 'tasks_for_us') =>
    html`<div class="field"><label for="r${index}-${name}">${words.t(`desk:recipient.${name}`)}</label>
    <select id="r${index}-${name}" name="recipient.${name}">${values.map((value) => html`<option value="${value}" ${value === recipient[name] ? 'selected' : ''}>${words.term(group, value)}</option>`)}</select></div>`;
  return html`<details class="recipient"><summary>${title}</summary>
  <input type="hidden" name="recipient.id" value="${recipient.id}">
  <div class="grid">${field('name')}${choice('role', Object.keys(ROLES), 'roles')}${choice('task', Object.keys(TASKS), 'tasks_for_us')}${field('country')}${field('screen')}</div>
</details>`;
}
