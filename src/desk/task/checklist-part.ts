import { html } from 'hono/html';
import type { EvidenceView, ManualSearchView } from '../../core/application/core-api.ts';
import { textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import type { ManualForm } from './manual-form.ts';

type Source = ManualSearchView['sources'][number];

/** Of a file with evidence; the texts name it. */
const MOST_BYTES = 10 * 1024 * 1024;

/** What to look at in this system, one screen a line; a line that is ticked has its evidence with it. */
export function checklistPart(
  { words }: View,
  { source, checklist }: Source,
  form: ManualForm | undefined,
): Html | '' {
  if (checklist.length === 0) return '';
  return html`<ul class="plain checklist" aria-label="${words.t('desk:manual.checklist')}">${checklist.map(
    ({
      id,
      evidence,
    }) => html`<li><label class="choice"><input type="checkbox" name="${source}.done" value="${id}" ${form?.ticked(source, id) === true ? 'checked' : ''}> ${words.term('checklist', id)}</label>
    ${
      evidence === 'text'
        ? textField({
            id: `${source}.note.${id}`,
            label: words.t('desk:manual.evidence_text'),
            value: form?.typed(`${source}.note.${id}`),
            maxLength: 500,
          })
        : ''
    }
    ${
      evidence === 'screenshot' || evidence === 'export'
        ? html`<div class="field"><label for="${source}.file.${id}">${words.t(`desk:manual.evidence_${evidence}`)}</label>
        <input id="${source}.file.${id}" name="${source}.file.${id}" type="file" accept=".png,.jpg,.jpeg,.pdf,.csv,.xlsx" data-max-bytes="${MOST_BYTES}" data-too-large="${words.t('desk:manual.evidence_size')}"></div>`
        : ''
    }</li>`,
  )}</ul>`;
}

/** What was shown of the searches of this request, for whoever looks later. */
export function evidencePart(view: View, taskId: string, evidence: readonly EvidenceView[]): Html | '' {
  const { words } = view;
  if (evidence.length === 0) return '';
  return html`<section class="panel" aria-labelledby="bewijs"><h2 id="bewijs">${words.t('desk:manual.evidence')}</h2>
  <ul>${evidence.map(
    ({ id, source, line, name }) =>
      html`<li>${words.source(source, source)}: ${words.term('checklist', line)} <a href="/balie/taken/${taskId}/bewijs/${id}" download>${name}</a></li>`,
  )}</ul></section>`;
}
