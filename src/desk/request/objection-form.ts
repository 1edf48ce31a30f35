import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

const AGAINST = ['marketing', 'situation'] as const;

/** Against what an objection is: it decides whether anything may be weighed at all (AVG 21). */
export function objectionForm(view: View, { id, right, against, version }: RequestDetail): Html | '' {
  if (right !== 'objection') return '';
  const { t } = view.words;
  const body = html`<fieldset class="panel"><legend>${t('forms:against.title')}</legend>
  <p class="hint">${t('forms:against.hint')}</p>
  ${AGAINST.map((kind) => html`<div><label class="choice"><input type="radio" name="against" value="${kind}" ${kind === against ? 'checked' : ''} required> ${t(`forms:against.${kind}`)}</label></div>`)}
  <button class="secondary" type="submit">${t('forms:against.save')}</button></fieldset>`;
  const form = actionForm(view, `/balie/verzoek/${id}/bezwaar`, { version }, body);
  if (against === null) return form;
  return html`<details><summary>${t(`forms:against.is_${against}`)}</summary>${form}</details>`;
}
