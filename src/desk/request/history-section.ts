import { html } from 'hono/html';
import type { HistoryEntry, RequestDetail } from '../../core/application/core-api.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import { stepName } from './step-name.ts';

/** The last events openly, the others behind a button. */
const SHOWN = 4;

/** That staff looked is in the register (row 77); it is no step of the request. */
const LOOKS: ReadonlySet<string> = new Set(['looked_at', 'preview_opened']);

/** What moved the request on, oldest first. */
export function stepsOf(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  return history.filter(({ type }) => !LOOKS.has(type));
}

/** The latest steps of a request, with who and when. */
export function historySection(view: View, detail: RequestDetail): Html {
  const { history, number } = detail;
  const { t } = view.words;
  const latest = [...stepsOf(history)].reverse();
  const rest = latest.slice(SHOWN);
  return html`<section class="panel" aria-labelledby="verloop"><h2 id="verloop">${t('desk:history.title')}</h2>
  ${entries(view, detail, latest.slice(0, SHOWN))}
  ${rest.length === 0 ? '' : html`<details><summary>${t('desk:history.more', { count: rest.length })}</summary>${entries(view, detail, rest)}</details>`}
  <p><a href="/balie/register/${number}">${t('desk:history.all')}</a></p>
</section>`;
}

function entries(view: View, detail: RequestDetail, history: readonly HistoryEntry[]): Html {
  const { words } = view;
  return html`<ul class="history">${history.map(
    (entry) => html`<li>${stepName(view, detail.sources, entry)}
    <span class="muted">${words.t('desk:history.by', { by: words.who(entry.by), moment: words.moment(entry.at) })}</span></li>`,
  )}</ul>`;
}
