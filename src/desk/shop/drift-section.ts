import { html } from 'hono/html';
import type { DriftDesk } from '../../core/application/core-api.ts';
import { driftInWords } from '../../core/text/drift-in-words.ts';
import { scrollTable } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { WithWords } from '../frame/view.ts';

/** Where policy and practice differ at this moment (R28), each with its place and what to do. */
export function driftSection({ words }: WithWords, drift: Awaited<ReturnType<DriftDesk['drift']>>): Html {
  const title = words.t('gaps:drift_frame.title');
  const rows = drift.map((finding) => {
    const { what, place, todo } = driftInWords(finding, words.language);
    return [what, place, todo];
  });
  const head = ['drift_what', 'drift_place', 'drift_do'] as const;
  return html`<section class="panel" aria-labelledby="praktijk"><h2 id="praktijk">${title}</h2>
  <p class="hint">${words.t('desk:shop.drift_hint')}</p>
  ${
    rows.length === 0
      ? html`<p class="all-well">${words.t('gaps:drift_frame.same')}</p>`
      : scrollTable(
          title,
          head.map((name) => words.t(`desk:shop.${name}`)),
          rows,
        )
  }</section>`;
}

/** Since when they differed and until when: what the register keeps of it. */
export function driftHistory(
  { words }: WithWords,
  history: Awaited<ReturnType<DriftDesk['driftHistory']>>,
): Html | '' {
  if (history.length === 0) return '';
  const title = words.t('gaps:drift_frame.title');
  const rows = history.map(({ finding, foundAt, goneAt }) => [
    driftInWords(finding, words.language).what,
    words.moment(foundAt),
    goneAt === null ? words.t('desk:shop.drift_open') : words.moment(goneAt),
  ]);
  const head = ['drift_what', 'drift_since', 'drift_until'] as const;
  return html`<section aria-labelledby="praktijk"><h2 id="praktijk">${title}</h2>
  ${scrollTable(
    title,
    head.map((name) => words.t(`desk:shop.${name}`)),
    rows,
  )}</section>`;
}
