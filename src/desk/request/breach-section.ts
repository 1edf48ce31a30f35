import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { breachInWords } from '../../core/text/breach-in-words.ts';
import { breachClock } from '../breach/breach-clock.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** Of a reported breach: by when the authority has to know, and what to find out until then (AVG 33). */
export function breachSection(view: View, { breachDeadline, approval }: RequestDetail): Html | '' {
  const { words } = view;
  if (breachDeadline === null || approval.phase === 'resolved') return '';
  return html`<section class="panel urgent" aria-labelledby="datalek"><h2 id="datalek">${words.t('desk:breach.title')}</h2>
  <p>${breachClock(view, breachDeadline)}</p>
  ${breachInWords(breachDeadline, words.language).map((sentence) => html`<p>${sentence}</p>`)}
</section>`;
}
