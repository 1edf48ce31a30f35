import { html } from 'hono/html';
import type { AnswerView } from '../../core/application/core-api.ts';
import type { CalendarDay } from '../../core/kernel/calendar-day.ts';
import { parseDay } from '../../core/kernel/calendar-day.ts';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import { coverageInWords } from '../../core/text/coverage-in-words.ts';
import { dayInWords, text, textIfAny } from '../../core/text/texts.ts';
import { valueInWords } from '../../core/text/value-in-words.ts';
import type { Html } from '../layout.ts';

type SourceResult = AnswerView['results'][number];
type FoundRecord = SourceResult['records'][number];

/** What one source holds: a small table per record, so that it also reads on a phone. */
export function sourceHtml(result: SourceResult, language: ReplyLanguage): Html {
  const { coverage, records, given, byHand, withheld } = result;
  // "Here we found nothing of yours" is said only where a search to the end proves it (R31).
  const proven = coverage.status === 'complete' && coverage.provesAbsence;
  const nothing = proven && coverage.found === 0;
  const id = `bron-${result.source}`;
  const categories = [...Map.groupBy(records, (record) => record.category)];
  return html`<section class="source" aria-labelledby="${id}"><h3 id="${id}">${textIfAny(language, `terms:sources.${result.source}`) ?? result.sourceName} ${records.length === 0 ? '' : html`<small>${text(language, 'pages:answer.count', { count: given })}</small>`}</h3>
<p>${nothing ? text(language, 'pages:answer.no_records') : coverageInWords(language, coverage, byHand)}</p>
${withheld === 0 ? '' : html`<p>${text(language, 'pages:answer.withheld', { count: withheld })}</p>`}
${given === records.length ? '' : html`<p>${text(language, 'pages:answer.first_only', { shown: records.length, count: given })}</p>`}
${categories.map(
  ([category, found]) =>
    html`<div class="records">${found.map((record, index) => {
      const name = textIfAny(language, `terms:categories.${category}`) ?? category;
      const place = { category: name, position: index + 1, total: found.length };
      return recordTable(record, text(language, 'pages:answer.record', place), language);
    })}</div>`,
)}</section>`;
}

function recordTable(record: FoundRecord, caption: string, language: ReplyLanguage): Html {
  const { hold } = record;
  const until = hold === null ? undefined : parseDay(hold.until);
  // What the tax law keeps is the invoice set, not the whole order: no phone, account or note (AWR 52).
  const holdKey = hold?.basis === 'claim' ? 'pages:answer.hold_claim' : 'pages:answer.hold';
  return html`<div class="record"><table><caption>${caption}</caption>
<thead class="unseen"><tr><th scope="col">${text(language, 'pages:answer.field')}</th><th scope="col">${text(language, 'pages:answer.value')}</th></tr></thead>
<tbody>${record.fields.map(
    ({ name, value }) =>
      html`<tr><th scope="row">${textIfAny(language, `terms:fields.${name}`) ?? name}</th><td dir="auto">${valueInWords(language, name, value)}</td></tr>`,
  )}</tbody></table>
${until === undefined ? '' : html`<p class="hint">${text(language, holdKey, { date: day(language, until) })}</p>`}
${record.thirdParty ? html`<p class="hint">${text(language, 'pages:answer.third_party')}</p>` : ''}</div>`;
}

function day(language: ReplyLanguage, value: CalendarDay): string {
  return dayInWords(language, value);
}
