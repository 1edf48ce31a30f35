import { html } from 'hono/html';
import type { FoundFileView, FoundRecordView } from '../../core/application/core-api.ts';
import { valueInWords } from '../../core/text/value-in-words.ts';
import { actionForm, areaField, selectField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';

/** A file of the record with what can be shown of it: its text, of a picture the picture, of anything else nothing. */
export interface ShownFile extends FoundFileView {
  readonly text: string | null;
  /** The text goes on beyond this. */
  readonly cut: boolean;
}

/** The reasons for which a part goes; what is of another altogether leaves whole (R11). */
export const PART_REASONS = ['rights_of_others', 'uavg_41'] as const;

/** As they are found: drawn by the browser, from our own address. */
const PICTURES: readonly string[] = ['image/png', 'image/gif', 'image/jpeg'];
const LINE_CHARACTERS = 40;
const MOST_ROWS = 14;

/** One found record as staff read it before they approve: its fields, its files as text, and what of it does not leave. */
export function recordPage(
  view: View,
  requestId: string,
  found: FoundRecordView,
  files: readonly ShownFile[],
  notice?: Notice,
): Html {
  const { words } = view;
  const { record, number, source, name } = found;
  const { t } = words;
  return page(
    view,
    { title: t('desk:record.title', { number }), section: 'today', notice },
    html`<div class="head"><h1>${t('desk:record.title', { number })}</h1>
    <p class="muted">${words.source(source, name)} · ${words.term('categories', record.category)} · <a href="/balie/verzoek/${requestId}#gevonden">${t('desk:answer.to_card')}</a></p></div>
  ${stands(view, found)}
  <section class="panel" aria-labelledby="velden"><h2 id="velden">${t('desk:record.fields')}</h2>
  <dl>${record.fields.map((field) => html`<dt>${words.term('fields', field.name)}</dt><dd class="text">${valueInWords(words.language, field.name, field.value)}</dd>`)}</dl></section>
  ${files.map((file, index) => oneFile(view, requestId, file, index))}
  ${found.changeable ? partForm(view, requestId, found) : ''}`,
  );
}

function stands({ words }: View, { record }: FoundRecordView): Html | '' {
  const { withheld, instead, special = [] } = record;
  if (withheld === undefined && special.length === 0) return '';
  const reason = withheld === undefined ? '' : words.term('withheld', withheld);
  const said = instead === undefined ? 'desk:withhold.left_out' : 'desk:record.left_out_part';
  return html`<p>${special.map((what) => html`<span class="pill soon">${words.term('special', what)}</span> `)}${reason === '' ? '' : words.t(said, { reason })}</p>`;
}

function oneFile({ words }: View, requestId: string, file: ShownFile, index: number): Html {
  const { t } = words;
  const address = `/balie/verzoek/${requestId}/bestand/${file.id}`;
  const size = t('desk:record.bytes', {
    size: Math.max(1, Math.round(file.bytes / 1024)).toLocaleString(words.language),
  });
  return html`<section class="panel" aria-labelledby="bestand-${index}"><h2 id="bestand-${index}">${t('desk:record.file')}</h2>
  <p>${file.name} <span class="muted">${size}</span> · <a href="${address}" download>${t('desk:record.download')}</a></p>
  ${PICTURES.includes(file.mediaType) ? html`<p><img src="${address}" alt="${t('desk:record.picture')}"></p>` : ''}
  ${
    file.text === null
      ? ''
      : html`<details><summary>${t('desk:record.as_text')}</summary><p class="hint">${t('desk:record.as_text_hint')}</p>
  <pre class="copy" tabindex="0">${file.text}</pre>${file.cut ? html`<p class="muted">${t('desk:record.cut')}</p>` : ''}</details>`
  }
</section>`;
}

function partForm(view: View, requestId: string, { source, record, files }: FoundRecordView): Html {
  const { words } = view;
  const { t } = words;
  return html`<section class="panel" aria-labelledby="deel"><h2 id="deel">${t('desk:record.part_title')}</h2>
  <p class="hint">${t('desk:record.part_hint')}${files.length === 0 ? '' : ` ${t('desk:record.part_files')}`}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${requestId}/gegeven`,
    { source, ref: record.ref },
    html`${record.fields.map(({ name, value }, index) =>
      areaField({
        id: `veld.${index}`,
        label: words.term('fields', name),
        value: record.instead === undefined ? value : valueIn(record, index),
        rows: Math.min(
          MOST_ROWS,
          Math.ceil(value.length / LINE_CHARACTERS) + value.split('\n').length - 1 || 1,
        ),
      }),
    )}
    ${selectField({
      id: 'reason',
      label: t('desk:withhold.reason'),
      options: PART_REASONS.map((reason) => ({ value: reason, label: words.term('withheld', reason) })),
    })}
    <p><button type="submit" name="action" value="part">${t('desk:record.save_part')}</button>
    ${record.withheld === undefined ? '' : html`<button class="secondary" type="submit" name="action" value="back">${t('desk:withhold.put_back')}</button>`}</p>`,
  )}
</section>`;
}

/** By its place: two fields may have one name. An older row has none of those that were emptied, and is read by name. */
function valueIn({ instead = [], fields }: FoundRecordView['record'], index: number): string {
  const name = fields[index]?.name;
  const field = instead.length === fields.length ? instead[index] : instead.find((one) => one.name === name);
  return field?.value ?? '';
}
