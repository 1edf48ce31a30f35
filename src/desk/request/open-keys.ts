import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** More questions than this at once help nobody. */
const AT_A_TIME = 20;

/** Found names, addresses, numbers and other e-mail addresses: searched with once a person says whose they are (R6, R11). */
export function openKeys(view: View, { id, openKeys: keys }: RequestDetail): Html | '' {
  const { words } = view;
  if (keys.length === 0) return '';
  return html`<div class="source"><h3 id="ook-zoeken">${words.t('desk:keys.title')}</h3>
  <p class="hint">${words.t('desk:keys.hint')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${id}/ook-zoeken`,
    {},
    html`${keys.slice(0, AT_A_TIME).map((key) => question(view, key))}
  ${keys.length > AT_A_TIME ? html`<p class="muted">${words.t('desk:keys.first', { shown: AT_A_TIME, count: keys.length })}</p>` : ''}
  <button class="secondary small" type="submit">${words.t('desk:keys.save')}</button>`,
  )}
</div>`;
}

function question({ words }: View, key: RequestDetail['openKeys'][number]): Html {
  const what = `${words.term('fields', key.kind)}: ${key.value}`;
  const answer = (value: 'ja' | 'nee', label: string) =>
    html`<label class="choice"><input type="radio" name="sleutel.${key.id}" value="${value}"> ${label}</label>`;
  return html`<fieldset class="key-question"><legend>${words.t(key.kind === 'email' ? 'desk:keys.email' : 'desk:keys.ask', { what })} <span class="muted">${words.t('desk:keys.found_in', { name: words.source(key.foundIn, key.foundIn) })}</span></legend>
  <div class="answers">${answer('ja', words.t('desk:keys.yes'))}${answer('nee', words.t('desk:keys.no'))}</div></fieldset>`;
}
