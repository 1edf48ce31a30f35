import { html } from 'hono/html';
import type { SourceView, WithholdReason } from '../../core/application/core-api.ts';
import { valueInWords } from '../../core/text/value-in-words.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

type FoundRecord = SourceView['records'][number];

/** The closed list; a new reason does not compile until it stands here. */
const REASONS: Readonly<Record<WithholdReason, true>> = {
  other_person: true,
  rights_of_others: true,
  uavg_41: true,
  not_portable: true,
};
/** Enough of a row to know it by. */
const LABEL_CHARACTERS = 80;

/** Leaves a row out of the copy with a reason, or puts it back (AVG 15(4)); it stays stored. */
export function withholdForm(
  view: View,
  requestId: string,
  source: SourceView,
  rows: readonly FoundRecord[],
): Html | '' {
  const { words } = view;
  const [first] = rows;
  if (!source.changeable || first === undefined) return '';
  const id = `weglaten-${source.source}-${first.category}`;
  const reasons = html`${Object.keys(REASONS)
    .filter((reason) => reason !== 'not_portable')
    .map(
      (reason) => html`<option value="${reason}">${words.term('withheld', reason)}</option>`,
    )}<option value="">${words.t('desk:withhold.put_back')}</option>`;
  return html`<details><summary>${words.t('desk:withhold.title')}</summary>
  <p class="hint">${words.t('desk:withhold.hint')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${requestId}/weglaten`,
    { source: source.source },
    html`<div class="field"><label for="${id}-rij">${words.t('desk:withhold.row')}</label>
    <select id="${id}-rij" name="ref">${rows.map((record) => html`<option value="${record.ref}">${labelOf(view, record)}</option>`)}</select></div>
    <div class="field"><label for="${id}-reden">${words.t('desk:withhold.reason')}</label>
    <select id="${id}-reden" name="reason">${reasons}</select></div>
    <button class="secondary small" type="submit">${words.t('desk:withhold.save')}</button>`,
  )}
</details>
  <details><summary>${words.t('desk:withhold.group')}</summary><p class="hint">${words.t('desk:withhold.group_hint')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${requestId}/soort-weglaten`,
    { source: source.source, category: first.category },
    html`<div class="field"><label for="${id}-soort">${words.t('desk:withhold.reason')}</label>
    <select id="${id}-soort" name="reason">${reasons}</select></div>
    <div class="field"><label for="${id}-feiten">${words.t('desk:withhold.facts')}</label><textarea id="${id}-feiten" name="facts" rows="2" maxlength="2000"></textarea></div>
    <button class="secondary small" type="submit">${words.t('desk:withhold.save')}</button>`,
  )}
</details>`;
}

function labelOf({ words }: View, { fields }: FoundRecord): string {
  const label = fields.map(({ name, value }) => valueInWords(words.language, name, value)).join(' · ');
  return label.length > LABEL_CHARACTERS ? `${label.slice(0, LABEL_CHARACTERS)}…` : label;
}

/** Whether a posted word is on the closed list. */
export function isWithholdReason(text: string): text is WithholdReason {
  return Object.hasOwn(REASONS, text);
}
