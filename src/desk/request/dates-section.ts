import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** The dates, the legal one included, and every step of the arithmetic (row 34). */
export function datesSection({ words, tools }: View, detail: RequestDetail): Html {
  const sentences = tools.explainDeadline(detail.steps, words.language);
  const legal = detail.legalDue === null ? words.t('desk:dates.stopped') : words.day(detail.legalDue);
  return html`<section class="panel" aria-labelledby="data"><h2 id="data">${words.t('desk:dates.title')}</h2>
  <dl>
    <dt>${words.t('desk:dates.staff')}</dt><dd>${words.day(detail.staffDue)}</dd>
    <dt>${words.t('desk:dates.customer')}</dt><dd>${words.day(detail.customerDue)}</dd>
    <dt>${words.t('desk:dates.legal')}</dt><dd>${legal}</dd>
  </dl>
  <details><summary>${words.t('desk:dates.why')}</summary>
    <ol>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ol>
  </details>
</section>`;
}
