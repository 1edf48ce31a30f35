import { html } from 'hono/html';
import type { ColumnField, ExportFileView } from '../../core/application/core-api.ts';
import { csrfField, scrollTable } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import { UPLOAD_BYTES } from '../frame/upload-bytes.ts';
import type { View } from '../frame/view.ts';
import { columnForm } from './column-form.ts';

export interface TypedColumns {
  readonly fileId: string;
  readonly columns: readonly ColumnField[];
}

/** Columns that wait to be explained, a place for a fresh file, and the files so far. */
export function exportPage(
  view: View,
  files: readonly ExportFileView[],
  typed: TypedColumns | undefined,
  notice: Notice | undefined,
): Html {
  const { t } = view.words;
  const asking = files.filter(({ status }) => status === 'profile_needed');
  return page(
    view,
    { title: t('desk:export.title'), section: 'sources', notice },
    html`<h1>${t('desk:export.title')}</h1>
  ${view.tools.demo ? html`<p class="aside">${t('desk:export.demo')} <a href="/demo/export.csv" download>${t('desk:export.demo_file')}</a></p>` : ''}
  ${asking.map((file) => columnForm(view, file, typed?.fileId === file.id ? typed.columns : undefined))}
  ${uploadForm(view, files[0])}
  ${fileTable(view, files)}`,
  );
}

function uploadForm(view: View, newest: ExportFileView | undefined): Html {
  const { words } = view;
  const state =
    newest === undefined
      ? words.t('desk:export.none_yet')
      : words.t('desk:export.newest', {
          moment: words.moment(newest.uploadedAt),
          by: words.who(newest.uploadedBy),
        });
  return html`<section class="panel" aria-labelledby="upload"><h2 id="upload">${words.t('desk:export.put_here')}</h2>
  <p>${state}</p>
  <p class="hint">${words.t('desk:export.how')}</p>
  <form method="post" action="/balie/bronnen/jouwweb" enctype="multipart/form-data">
    ${csrfField(view)}
    <div class="field"><label for="file">${words.t('desk:export.file')}</label>
    <p class="hint" id="file-hint">${words.t('desk:export.file_hint')}</p>
    <input id="file" name="file" type="file" accept=".csv,.txt,.xlsx,text/csv,text/plain" aria-describedby="file-hint" data-max-bytes="${UPLOAD_BYTES}" data-too-large="${words.t('desk:too_large.text')}" required></div>
    <button type="submit">${words.t('desk:export.upload')}</button>
  </form>
</section>`;
}

function fileTable({ words }: View, files: readonly ExportFileView[]): Html | '' {
  if (files.length === 0) return '';
  const head = [
    words.t('desk:export.uploaded'),
    words.t('desk:export.by'),
    words.t('desk:export.rows'),
    words.t('desk:export.period'),
    words.t('desk:export.state'),
  ];
  const rows = files.map((file) => [
    words.moment(file.uploadedAt),
    words.who(file.uploadedBy),
    file.rows,
    file.period === null ? words.t('desk:export.no_period') : file.period.map(words.shortDay).join(' – '),
    words.t(`desk:export.status_${file.status}`),
  ]);
  return html`<section aria-labelledby="bestanden"><h2 id="bestanden">${words.t('desk:export.files')}</h2>
  ${scrollTable(words.t('desk:export.files'), head, rows)}</section>`;
}
