import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { actionForm, selectField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import { proofMethods } from './proof-forms.ts';

/** The customer took it back by phone or at the counter; of a proven request with how staff knew the person (R3). */
export function withdrawalForm(view: View, { id, version, level }: RequestDetail): Html {
  const { t } = view.words;
  const options = [{ value: '', label: t('forms:withdrawal.choose') }, ...proofMethods(view)];
  const how =
    level > 0
      ? html`<p class="hint">${t('forms:withdrawal.proven')}</p>${selectField({ id: 'knownBy', label: t('forms:withdrawal.known_by'), options, required: true })}`
      : '';
  return html`<details><summary>${t('forms:withdrawal.title')}</summary><p class="hint">${t('forms:withdrawal.text')}</p>
  ${actionForm(view, `/balie/verzoek/${id}/intrekken`, { version }, html`${how}<button class="secondary" type="submit">${t('forms:withdrawal.save')}</button>`)}</details>`;
}
