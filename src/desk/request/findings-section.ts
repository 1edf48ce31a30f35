import { html } from 'hono/html';
import type { RequestDetail, SourceView } from '../../core/application/core-api.ts';
import { valueInWords } from '../../core/text/value-in-words.ts';
import { actionForm, scrollTable } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import { coverageWords } from './coverage-words.ts';
import { openKeys } from './open-keys.ts';
import { undecidedForm } from './undecided-form.ts';
import { withholdForm } from './withhold-form.ts';

type FoundRecord = SourceView['records'][number];

/** More rows than this help nobody on a page; the package of the answer holds them all. */
const ROWS_SHOWN = 200;

/** What was found and, as plainly, what was not searched. */
export function findingsSection(view: View, detail: RequestDetail): Html {
  const { id, right, sources } = detail;
  const { t } = view.words;
  return html`<section class="panel" aria-labelledby="gevonden"><h2 id="gevonden">${t('desk:found.title')}</h2>
  ${sources.length === 0 ? html`<p>${t('desk:found.not_yet')}</p>` : ''}
  ${busy(view, detail)}
  ${openKeys(view, detail)}
  ${sources.map((source) => oneSource(view, { id, right }, source))}
</section>`;
}

/** Who waits sees how far each search is, and later the copy that is being downloaded. */
function busy({ words }: View, { searchingNow, packing }: RequestDetail): Html | '' {
  const inWords = (count: number) => count.toLocaleString(words.language);
  if (packing !== null)
    return html`<p class="muted">${words.t('desk:found.packing', { done: inWords(packing.done), of: inWords(packing.of) })}</p>`;
  if (searchingNow.length === 0) return '';
  const line = ({ source, name, scanned }: RequestDetail['searchingNow'][number]) => {
    const of = words.source(source, name);
    return scanned === null
      ? words.t('desk:found.busy', { name: of })
      : words.t('desk:found.busy_at', { name: of, scanned: scanned.toLocaleString(words.language) });
  };
  return html`<ul class="muted">${searchingNow.map((one) => html`<li>${line(one)}</li>`)}</ul>`;
}

type Of = Pick<RequestDetail, 'id' | 'right'>;

function oneSource(view: View, of: Of, source: SourceView): Html {
  const { words } = view;
  const { tone, lines } = coverageWords(view, source.coverage);
  return html`<div class="source">
  <h3>${words.source(source.source, source.name)} <span class="pill ${tone}">${words.term('coverage', source.coverage.status)}</span></h3>
  ${lines.map((line) => html`<p class="muted">${line}</p>`)}
  ${source.searching ? html`<p class="muted">${words.t('desk:found.searching')}</p>` : ''}
  ${undecidedForm(view, of.id, source)}
  ${source.counts.map(({ category, count }) => records(view, of, source, category, count))}
  ${source.failed ? anew(view, of.id, source) : ''}
  ${source.reopenable ? again(view, of.id, source) : ''}
</div>`;
}

/** A system that was down may be there again before the desk asks it by itself. */
function anew(view: View, requestId: string, { source, name }: SourceView): Html {
  const { words } = view;
  const label = words.t('desk:found.search_again_what', { name: words.source(source, name) });
  return actionForm(
    view,
    `/balie/verzoek/${requestId}/zoek-opnieuw`,
    { source },
    html`<button class="secondary small" type="submit" aria-label="${label}">${words.t('desk:found.search_again')}</button>`,
  );
}

/** What somebody typed can be wrong: the rows so far are on the form again. */
function again(view: View, requestId: string, { source, name }: SourceView): Html {
  const { words } = view;
  const label = words.t('desk:found.again_what', { name: words.source(source, name) });
  return actionForm(
    view,
    `/balie/verzoek/${requestId}/opnieuw`,
    { source },
    html`<button class="secondary small" type="submit" aria-label="${label}">${words.t('desk:found.again')}</button>`,
  );
}

function records(view: View, { id }: Of, source: SourceView, category: string, count: number): Html {
  const { words } = view;
  const name = words.term('categories', category);
  const rows = source.records.filter((record) => record.category === category);
  return html`<details><summary>${name}: ${words.t('desk:found.count', { count })}</summary>
  ${table(view, id, source, `${words.source(source.source, source.name)}: ${name}`, rows.slice(0, ROWS_SHOWN))}
  ${rows.length > ROWS_SHOWN ? html`<p class="muted">${words.t('desk:found.first_rows', { shown: ROWS_SHOWN, count: rows.length })}</p>` : ''}
  ${withholdForm(view, id, source, rows)}
</details>`;
}

function table(
  view: View,
  requestId: string,
  { source }: SourceView,
  caption: string,
  rows: readonly FoundRecord[],
): Html {
  const { words } = view;
  const names = [...new Set(rows.flatMap(({ fields }) => fields.map(({ name }) => name)))];
  const remarks = rows.some(
    (record) =>
      record.thirdParty ||
      record.hold !== null ||
      record.withheld !== undefined ||
      (record.special ?? []).length > 0,
  );
  const head = names.map((name) => words.term('fields', name));
  return scrollTable(
    caption,
    [words.t('desk:record.open'), ...(remarks ? [words.t('desk:found.remark')] : []), ...head],
    rows.map((record, index) => {
      const values = names.map((name) => valuesOf(view, record, name));
      const address = `/balie/verzoek/${requestId}/gegeven?bron=${encodeURIComponent(source)}&ref=${encodeURIComponent(record.ref)}`;
      const label = words.t('desk:record.open_what', { row: index + 1, kind: caption });
      const link = html`<a href="${address}" aria-label="${label}">${words.t('desk:record.open')}</a>`;
      return [link, ...(remarks ? [remark(view, record)] : []), ...values];
    }),
  );
}

function valuesOf({ words }: View, { fields }: FoundRecord, name: string): string {
  return fields
    .filter((field) => field.name === name)
    .map(({ value }) => valueInWords(words.language, name, value))
    .join(', ');
}

function remark({ words }: View, { thirdParty, hold, withheld, instead, special = [] }: FoundRecord): Html {
  const parts = [
    withheld === undefined
      ? ''
      : words.t(instead === undefined ? 'desk:withhold.left_out' : 'desk:record.left_out_part', {
          reason: words.term('withheld', withheld),
        }),
    thirdParty ? words.t('desk:found.third_party') : '',
    hold === null ? '' : words.t('desk:found.hold', { day: words.shortDay(hold.until) }),
  ];
  const said = parts.filter((part) => part !== '').join(' ');
  return html`${special.map((what) => html`<span class="pill soon">${words.term('special', what)}</span> `)}${said}`;
}
