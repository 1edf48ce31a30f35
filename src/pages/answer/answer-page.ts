import { html } from 'hono/html';
import type { AnswerView } from '../../core/application/core-api.ts';
import type { CalendarDay } from '../../core/kernel/calendar-day.ts';
import { retentionTerm } from '../../core/kernel/retention-terms.ts';
import { lengthInWords } from '../../core/text/length-in-words.ts';
import { dayInWords, type TextKey, text } from '../../core/text/texts.ts';
import { type Frame, type Html, layout } from '../layout.ts';
import type { ShopProfile } from '../page-tools.ts';
import { letterHtml } from './letter-html.ts';
import { sourceHtml } from './records-html.ts';

export interface AnswerPage extends Frame {
  readonly shop: ShopProfile;
  readonly view: AnswerView;
  readonly token: string;
  readonly csrf: string;
  readonly message: TextKey | undefined;
}

/** The answer itself, readable on a phone and on paper (R21); the ZIP is the second way. */
export function answerPage(page: AnswerPage): Html {
  const { language, shop, view, message } = page;
  const title = text(language, 'pages:answer.title', { number: view.number });
  const main = html`<div class="narrow reading answer"><h1>${text(language, 'pages:answer.heading')} <span class="whole">${view.number}</span></h1>
${message === undefined ? '' : html`<p class="notice" role="status">${text(language, message)}</p>`}
<p class="lead" id="stand">${text(language, view.news === null ? `pages:answer_status.${view.status}` : `pages:answer_news.${view.news}`)}</p>
${view.searched === undefined ? '' : html`<p>${text(language, 'pages:answer.searched', { done: view.searched.done, count: view.searched.of })}</p>`}
${packing(page)}
${facts(page)}
<p class="actions no-print"><button type="button" data-afdrukken hidden>${text(language, 'pages:site.print')}</button> ${view.downloadable ? html`<a href="#zip">${text(language, 'pages:answer.download_title')}</a>` : ''}</p>
${view.letter === null ? '' : html`<section aria-labelledby="antwoord"><h2 id="antwoord">${text(language, 'pages:answer.letter')}</h2>${letterHtml(view.letter)}</section>`}
${view.results.length === 0 ? '' : html`<section aria-labelledby="gegevens"><h2 id="gegevens">${text(language, 'pages:answer.records')}</h2><p>${text(language, 'pages:answer.records_lead')}</p>${view.results.map((result) => sourceHtml(result, language))}</section>`}
${receipt(page)}
${ways(page)}
<p>${text(language, 'pages:answer.help', { email: shop.email, phone: shop.phone })}</p></div>`;
  return layout(page, title, main);
}

/** The copy is made while it is downloaded; the page asks again by itself. */
function packing({ language, view, token }: AnswerPage): Html | '' {
  if (view.packing === undefined) return '';
  const { done, of } = view.packing;
  const count = (records: number) => records.toLocaleString(language);
  return html`<p role="status">${text(language, 'pages:answer.packing', { done: count(done), of: count(of) })} <a href="/verzoek/${token}">${text(language, 'pages:answer.packing_again')}</a></p>`;
}

function facts({ language, view }: AnswerPage): Html {
  const fact = (key: TextKey, value: string) =>
    html`<div><dt>${text(language, key)}</dt><dd>${value}</dd></div>`;
  const date = (key: TextKey, day: CalendarDay | null) =>
    day === null ? '' : fact(key, dayInWords(language, day));
  const right = text(language, `terms:rights.${view.right}`);
  return html`<dl class="facts card">${fact('pages:answer.right', right)}
${date('pages:answer.received', view.receivedDay)}
${isOpen(view) ? date('pages:answer.due', view.dueDay) : ''}
${date('pages:answer.expires', view.expiresDay)}</dl>
${view.right === 'erasure' && view.status === 'answered' ? html`<p>${text(language, 'pages:answer.erased', { period: lengthInWords(language, retentionTerm('erasure_case')) })}</p>` : ''}`;
}

/** R34: to be kept by the customer; we keep nothing that it could be looked up in. */
function receipt({ language, view }: AnswerPage): Html | '' {
  if (view.receipt === null) return '';
  return html`<section aria-labelledby="bewijs"><h2 id="bewijs">${text(language, 'pages:answer.receipt')}</h2>
<p><code>${view.receipt}</code></p><p>${text(language, 'pages:answer.receipt_use')}</p></section>`;
}

function ways({ language, token, csrf, view }: AnswerPage): Html {
  const form = (action: string, button: Html) =>
    html`<form method="post" action="/verzoek/${token}/${action}"><input type="hidden" name="csrf" value="${csrf}">${button}</form>`;
  const zip = html`<section class="no-print" aria-labelledby="zip"><h2 id="zip">${text(language, 'pages:answer.download_title')}</h2>
<p>${text(language, 'pages:answer.download_hint')}</p>
${form('download', html`<button type="submit">${text(language, 'pages:answer.download')}</button>`)}</section>`;
  return html`${view.downloadable ? zip : ''}
<div class="no-print leave"><p class="hint">${text(language, 'pages:answer.session')}</p>
${form('klaar', html`<button type="submit" class="quiet">${text(language, 'pages:answer.leave')}</button>`)}</div>`;
}

function isOpen({ status }: AnswerView): boolean {
  return (
    status === 'received' ||
    status === 'awaiting_identity' ||
    status === 'gathering' ||
    status === 'awaiting_approval' ||
    status === 'executing'
  );
}
