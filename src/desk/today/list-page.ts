import { html } from 'hono/html';
import type { RequestRow } from '../../core/application/core-api.ts';
import type { CalendarDay } from '../../core/kernel/calendar-day.ts';
import { dueInWords } from '../frame/due-in-words.ts';
import { scrollTable } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import { page } from '../frame/page.ts';
import { unreadableMark } from '../frame/unreadable-mark.ts';
import type { View } from '../frame/view.ts';

/** Requests that are closed, or that came by chat and were never proven. */
export function listPage(
  view: View,
  list: 'closed' | 'unproven',
  rows: readonly RequestRow[],
  closingDays: ReadonlySet<CalendarDay> = new Set(),
): Html {
  const { words } = view;
  const title = words.t(list === 'closed' ? 'desk:list.closed_title' : 'desk:list.unproven_title');
  const intro = words.t(list === 'closed' ? 'desk:list.closed_intro' : 'desk:list.unproven_intro');
  return page(
    view,
    { title, section: list === 'closed' ? 'closed' : 'today' },
    html`<h1>${title}</h1>
  <p>${intro}</p>
  ${rows.length === 0 ? html`<p class="all-well">${words.t('desk:list.empty')}</p>` : table(view, title, rows, list === 'unproven' ? closingDays : undefined)}`,
  );
}

/** With closing days each request also shows its date: it is still open. */
function table(
  view: View,
  caption: string,
  rows: readonly RequestRow[],
  closingDays: ReadonlySet<CalendarDay> | undefined,
): Html {
  const { words } = view;
  const head = [
    words.t('desk:list.number'),
    words.t('desk:list.right'),
    words.t('desk:list.status'),
    words.t('desk:list.channel'),
    words.t('desk:list.received'),
    ...(closingDays === undefined ? [] : [words.t('desk:list.due')]),
  ];
  return scrollTable(
    caption,
    head,
    rows.map((row) => [
      html`<a href="/balie/verzoek/${row.id}">${row.number}</a> ${unreadableMark(view, row)}`,
      words.term('rights', row.right),
      html`${words.term('statuses', row.status)}${row.mayLapse ? html` <span class="pill soon">${words.t('desk:list.may_lapse')}</span>` : ''}`,
      words.term('channels', row.channel),
      words.moment(row.receivedAt),
      ...(closingDays === undefined ? [] : [due(view, row, closingDays)]),
    ]),
  );
}

function due(view: View, { staffDue }: RequestRow, closingDays: ReadonlySet<CalendarDay>): Html {
  const { words, tone } = dueInWords(view, staffDue, closingDays);
  return html`${view.words.day(staffDue)} <span class="pill ${tone}">${words}</span>`;
}
