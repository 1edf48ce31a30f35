import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { actionForm, areaField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

const POSTAL_LENGTH = 300;
const REASON_LENGTH = 500;
const ADDRESS_LENGTH = 254;
/** A letter's code gives level 3, a masked document level 4. */
const BY_POST = 3;

/** Why this decision needs more proof than its right does, and what gives it (R9, R11). */
export function doubtsBox(
  { words }: View,
  { doubts, neededLevel, level, idReason, answerTo }: RequestDetail,
): Html {
  const { t } = words;
  const why = doubts.map((doubt) => html`<li>${words.term('doubts', doubt)}</li>`);
  const more = neededLevel !== null && neededLevel > level && level > 0;
  return html`${why.length === 0 ? '' : html`<ul class="hint">${why}</ul>`}
  ${more ? html`<p>${t(neededLevel > 2 ? 'forms:more.reach_3' : 'forms:more.reach_2')}</p>` : ''}
  ${answerTo === null ? '' : html`<p class="hint">${t('forms:more.goes_to', { address: answerTo })}</p>`}
  ${idReason === null ? '' : html`<p class="hint">${t('forms:more.id_reason', { reason: idReason })}</p>`}`;
}

/** A code by letter, and as the last resort sight of a masked document; nobody's document is kept. */
export function moreProofForms(view: View, { id, version, level, postal }: RequestDetail): Html {
  const { t } = view.words;
  const letter = html`<details><summary>${t('forms:more.letter_title')}</summary><p class="hint">${t('forms:more.letter_text')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${id}/brief`,
    { version },
    html`${areaField({ id: 'postal', label: t('forms:more.letter_address'), value: postal, required: true, maxLength: POSTAL_LENGTH, rows: 4 })}
    <button class="secondary" type="submit">${t('forms:more.letter_make')}</button>`,
  )}</details>`;
  const sight = html`<details><summary>${t('forms:more.sight_title')}</summary><p class="hint">${t('forms:more.sight_text')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${id}/bewijs`,
    { version, method: 'masked_id' },
    html`${areaField({ id: 'reason', label: t('forms:more.sight_reason'), required: true, maxLength: REASON_LENGTH })}
    <button class="secondary" type="submit">${t('forms:more.sight_save')}</button>`,
  )}</details>`;
  return html`${level > 0 && level < BY_POST ? letter : ''}${level > 0 ? sight : ''}`;
}

/** Another address for the answer (F19, F20). */
export function elsewhereForm(view: View, { id, version, level, answerTo }: RequestDetail): Html | '' {
  const { t } = view.words;
  if (level === 0) return '';
  return html`<details><summary>${t('forms:more.elsewhere_title')}</summary><p class="hint">${t('forms:more.elsewhere_text')}</p>
  ${answerTo === null ? '' : html`<p class="hint">${t('forms:more.elsewhere_back')}</p>`}
  ${actionForm(
    view,
    `/balie/verzoek/${id}/ander-adres`,
    { version },
    html`${textField({ id: 'answerTo', label: t('forms:more.elsewhere_address'), type: 'email', value: answerTo ?? '', required: true, maxLength: ADDRESS_LENGTH, autocomplete: 'off' })}
    <button class="secondary" type="submit">${t('forms:more.elsewhere_save')}</button>`,
  )}</details>`;
}
