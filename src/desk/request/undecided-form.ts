import { html } from 'hono/html';
import type { SourceView } from '../../core/application/core-api.ts';
import { valueInWords } from '../../core/text/value-in-words.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** So many rows are read and ticked at a time; the next ones follow. */
const AT_A_TIME = 50;

/** Records that may be of somebody else: a person ticks those of which they know whose they are (R11). */
export function undecidedForm(view: View, requestId: string, source: SourceView): Html | '' {
  const { words } = view;
  const open = source.records.filter(
    ({ confidence, withheld }) => confidence === 'possible' && withheld === undefined,
  );
  if (open.length === 0) return '';
  const name = words.source(source.source, source.name);
  return actionForm(
    view,
    `/balie/verzoek/${requestId}/van-wie`,
    { source: source.source },
    html`<fieldset><legend>${words.t('desk:undecided.title', { count: open.length, name })}</legend>
  <p class="hint">${words.t('desk:undecided.hint')}</p>
  ${open.slice(0, AT_A_TIME).map((record) => html`<div><label class="choice"><input type="checkbox" name="ref" value="${record.ref}"> ${inOneLine(view, record)}</label></div>`)}
  ${open.length > AT_A_TIME ? html`<p class="muted">${words.t('desk:undecided.first', { shown: AT_A_TIME })}</p>` : ''}
  <p><button class="secondary small" type="submit" name="answer" value="ja">${words.t('desk:undecided.theirs')}</button>
  <button class="secondary small" type="submit" name="answer" value="nee">${words.t('desk:undecided.others')}</button></p></fieldset>`,
  );
}

function inOneLine({ words }: View, { category, fields }: SourceView['records'][number]): string {
  const said = fields.map(
    ({ name, value }) => `${words.term('fields', name)}: ${valueInWords(words.language, name, value)}`,
  );
  return [words.term('categories', category), ...said].join(' · ');
}

/** Where a person still has to say whose records are, and of how many. */
export function undecidedSources({ words }: View, sources: readonly SourceView[]): string {
  return sources
    .filter(({ undecided }) => undecided > 0)
    .map(({ source, name, undecided }) => `${words.source(source, name)} (${undecided})`)
    .join(', ');
}
