import { html } from 'hono/html';
import type { RetentionRun } from '../../core/application/core-api.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** What the last daily run removed, and what it left because somebody still needs it. */
export function lastRun({ words }: View, run: RetentionRun | undefined): Html {
  const title = html`<h2 id="termijnen">${words.t('desk:retention.title')}</h2>`;
  if (run === undefined)
    return html`<section aria-labelledby="termijnen">${title}<p>${words.t('desk:retention.never')}</p></section>`;
  const purged = Object.entries(run.purged).filter(([, count]) => count > 0);
  const kept = Object.entries(run.kept);
  return html`<section aria-labelledby="termijnen">${title}
  <p>${words.t('desk:retention.last', { moment: words.moment(run.at) })}</p>
  ${purged.length === 0 ? html`<p>${words.t('desk:retention.nothing')}</p>` : html`<ul>${purged.map(([name, count]) => html`<li>${words.term('retention', name)}: ${count}</li>`)}</ul>`}
  ${kept.length === 0 ? '' : html`<p>${words.t('desk:retention.kept')}</p><ul>${kept.map(([code, count]) => html`<li>${words.refusal({ code })} ${count}</li>`)}</ul>`}
</section>`;
}
