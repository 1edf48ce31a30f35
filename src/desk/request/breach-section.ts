import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { breachInWords } from '../../core/text/breach-in-words.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** Of a reported breach: by when the authority has to know, and what to find out until then (AVG 33). */
export function breachSection({ words, now }: View, { breachDeadline, approval }: RequestDetail): Html | '' {
  if (breachDeadline === null || approval.phase === 'resolved') return '';
  const hours = Math.ceil((breachDeadline.getTime() - now.getTime()) / 3_600_000);
  const left = hours > 0 ? words.t('desk:breach.left', { count: hours }) : words.t('desk:breach.past');
  return html`<section class="panel urgent" aria-labelledby="datalek"><h2 id="datalek">${words.t('desk:breach.title')}</h2>
  <p class="pill late">${left}</p>
  ${breachInWords(breachDeadline, words.language).map((sentence) => html`<p>${sentence}</p>`)}
</section>`;
}
