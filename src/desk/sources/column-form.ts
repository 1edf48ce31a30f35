import { html } from 'hono/html';
import type { ColumnField, ExportFileView } from '../../core/application/core-api.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import { columnOptions, suggestedColumns } from './column-fields.ts';

/** So many rows of the file are enough to recognise a column. */
const SAMPLES = 3;

/** Each column of the file with examples out of it, and what it means: asked once per layout. */
export function columnForm(
  view: View,
  file: ExportFileView,
  typed: readonly ColumnField[] | undefined,
): Html {
  const { t } = view.words;
  const options = columnOptions(view);
  const suggested = suggestedColumns(view, file.header);
  return html`<section class="panel decision" aria-labelledby="kolommen-${file.id}"><h2 id="kolommen-${file.id}">${t('desk:columns.title')}</h2>
  <p>${t('desk:columns.intro', { moment: view.words.moment(file.uploadedAt) })}</p>
  ${actionForm(
    view,
    `/balie/bronnen/jouwweb/${file.id}`,
    {},
    html`<ol class="column-list">${file.header.map((heading, index) => {
      const id = `kolom-${file.id}-${index}`;
      const chosen = typed?.[index] ?? suggested[index];
      const examples = file.sample.slice(0, SAMPLES).map((row) => row[index] ?? '');
      return html`<li><label for="${id}"><strong>${heading === '' ? t('desk:columns.no_heading', { number: index + 1 }) : heading}</strong></label>
      <p class="muted" id="${id}-voorbeeld">${t('desk:columns.examples')} ${examples.filter((example) => example !== '').join(' · ') || t('desk:columns.no_examples')}</p>
      <select id="${id}" name="column" aria-describedby="${id}-voorbeeld">${options.map(({ value, label }) => html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${label}</option>`)}</select></li>`;
    })}</ol>
    <button type="submit">${t('desk:columns.confirm')}</button>`,
  )}
</section>`;
}
