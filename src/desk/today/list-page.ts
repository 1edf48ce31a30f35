import { html } from 'hono/html';
import type { RequestRow } from '../../core/application/core-api.ts';
import { scrollTable } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';

/** Requests that are closed, or that came by chat and were never proven. */
export function listPage(view: View, list: 'closed' | 'unproven', rows: readonly RequestRow[]): Html {
  const { words } = view;
  const title = words.t(list === 'closed' ? 'desk:list.closed_title' : 'desk:list.unproven_title');
  const intro = words.t(list === 'closed' ? 'desk:list.closed_intro' : 'desk:list.unproven_intro');
  return page(
    view,
    { title, section: list === 'closed' ? 'closed' : 'today' },
    html`<h1>${title}</h1>
  <p>${intro}</p>
  ${rows.length === 0 ? html`<p class="all-well">${words.t('desk:list.empty')}</p>` : table(view, title, rows)}`,
  );
}

function table({ words }: View, caption: string, rows: readonly RequestRow[]): Html {
  const head = [
    words.t('desk:list.number'),
    words.t('desk:list.right'),
    words.t('desk:list.status'),
    words.t('desk:list.channel'),
    words.t('desk:list.received'),
  ];
  return scrollTable(
    caption,
    head,
    rows.map((row) => [
      html`<a href="/balie/verzoek/${row.id}">${row.number}</a>`,
      words.term('rights', row.right),
      words.term('statuses', row.status),
      words.term('channels', row.channel),
      words.moment(row.receivedAt),
    ]),
  );
}
