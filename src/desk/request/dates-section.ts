import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** The dates, the legal one included, and every step of the arithmetic (row 34). */
export function datesSection(view: View, detail: RequestDetail): Html {
  const { words, tools } = view;
  const sentences = tools.explainDeadline(detail.steps, words.language);
  const legal = detail.legalDue === null ? words.t('desk:dates.stopped') : words.day(detail.legalDue);
  const stopped = detail.legalDue !== detail.unstoppedLegalDue;
  return html`<section class="panel" aria-labelledby="data"><h2 id="data">${words.t('desk:dates.title')}</h2>
  <dl>
    ${detail.breachDeadline === null ? '' : html`<dt>${words.t('desk:dates.breach')}</dt><dd>${words.moment(detail.breachDeadline)}</dd>`}
    <dt>${words.t('desk:dates.staff')}</dt><dd>${words.day(detail.staffDue)}</dd>
    <dt>${words.t('desk:dates.customer')}</dt><dd>${words.day(detail.customerDue)}</dd>
    ${detail.toldDue === null ? '' : html`<dt>${words.t('desk:dates.told')}</dt><dd>${words.day(detail.toldDue)}</dd>`}
    <dt>${words.t('desk:dates.legal')}</dt><dd>${legal}</dd>
    ${stopped ? html`<dt>${words.t('desk:dates.unstopped')}</dt><dd>${words.day(detail.unstoppedLegalDue)}</dd>` : ''}
  </dl>
  ${redated(view, detail)}
  <details><summary>${words.t('desk:dates.why')}</summary>
    <ol>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ol>
  </details>
</section>`;
}

/** A closing day moved the date that staff had in mind. */
function redated({ words }: View, { redated: moved }: RequestDetail): Html | '' {
  if (moved === null) return '';
  const told = { moment: words.moment(moved.at), from: words.day(moved.from) };
  return html`<p class="pill soon">${words.t('desk:dates.redated', told)}</p>`;
}
