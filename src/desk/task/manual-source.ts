import { html } from 'hono/html';
import type { ManualSearchView, SourceView } from '../../core/application/core-api.ts';
import { areaField, selectField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import { checklistPart } from './checklist-part.ts';
import type { ManualForm } from './manual-form.ts';
import { ROW_FIELDS } from './read-manual.ts';

type Category = SourceView['records'][number]['category'];

/** A record, so that a new category does not compile until it stands here. */
const CATEGORIES: Readonly<Record<Category, true>> = {
  contact_details: true,
  order: true,
  invoice: true,
  payment: true,
  parcel: true,
  message: true,
  conversation: true,
  request: true,
  account: true,
  newsletter: true,
  note: true,
  other: true,
};
const FIRST_CHOICES: readonly Category[] = ['contact_details', 'order', 'message'];
const ANSWERS = ['found', 'none', 'not_possible'] as const;
/** The source that stands for the further places of the shop profile (R31). */
const OTHER_PLACES = 'other_places';
const ROWS_LENGTH = 40_000;
/** Of one record that was found before: enough to know it again. */
const SHOWN_LENGTH = 300;

/** One system: where to look, and what came of it. Rows and reason show once their answer is chosen. */
export function manualSource(
  view: View,
  source: ManualSearchView['sources'][number],
  places: readonly string[],
  form: ManualForm | undefined,
): Html {
  const { t } = view.words;
  const id = source.source;
  const name = view.words.source(id, source.name);
  const where = id === OTHER_PLACES ? places.join(', ') : source.screen;
  const error = form?.errors.get(id);
  const chosen = form?.typed(`${id}.answer`);
  const moreTyped = ROW_FIELDS.slice(1).some((field) => (form?.typed(`${id}.rows.${field}`) ?? '') !== '');
  return html`<fieldset class="panel source-form ${error === undefined ? '' : 'wrong'}">
  <legend>${name}</legend>
  <p class="screen">${where === '' ? t('desk:manual.no_screen') : html`<span class="muted">${t('desk:manual.screen')}</span> ${where}`}</p>
  ${error === undefined ? '' : html`<p class="error" id="${id}-fout">${t(`desk:manual.${error}`)}</p>`}
  ${foundPart(view, source.found)}
  ${checklistPart(view, source, form)}
  <div class="answers" role="radiogroup" aria-label="${t('desk:manual.outcome', { name })}" ${error === undefined ? '' : html`aria-describedby="${id}-fout"`}>
    ${ANSWERS.map(
      (answer) =>
        html`<label class="choice"><input type="radio" name="${id}.answer" value="${answer}" ${answer === chosen ? 'checked' : ''}> ${t(`desk:manual.answer_${answer}`)}</label>`,
    )}
  </div>
  <div class="if-found">
    <p class="hint">${t('desk:manual.rows_hint')}</p>
    ${rowFields(view, id, 0, form)}
    <details ${moreTyped ? 'open' : ''}><summary>${t('desk:manual.more_kinds')}</summary>${ROW_FIELDS.slice(1).map((field) => rowFields(view, id, field, form))}</details>
  </div>
  <div class="if-not-possible">
    ${textField({ id: `${id}.reason`, label: t('desk:manual.reason'), hint: t('desk:manual.reason_hint'), value: form?.typed(`${id}.reason`), maxLength: 500 })}
  </div>
</fieldset>`;
}

function foundPart({ words }: View, found: ManualSearchView['sources'][number]['found']): Html | '' {
  if (found.length === 0) return '';
  return html`<details><summary>${words.t('desk:manual.found_before', { count: found.length })}</summary>
  <p class="hint">${words.t('desk:manual.found_before_hint')}</p>
  <ul>${found.map(({ category, text }) => html`<li>${words.term('categories', category)}: ${text.slice(0, SHOWN_LENGTH)}</li>`)}</ul></details>`;
}

function rowFields(view: View, id: string, field: number, form: ManualForm | undefined): Html {
  const { words } = view;
  const options = Object.keys(CATEGORIES).map((value) => ({ value, label: words.term('categories', value) }));
  const typed = form?.typed(`${id}.category.${field}`) || FIRST_CHOICES[field];
  return html`<div class="row-fields">
  ${selectField({ id: `${id}.category.${field}`, label: words.t('desk:manual.category'), options, value: typed })}
  ${areaField({ id: `${id}.rows.${field}`, label: words.t('desk:manual.rows'), value: form?.typed(`${id}.rows.${field}`), rows: 3, maxLength: ROWS_LENGTH })}
</div>`;
}
