import { html } from 'hono/html';
import type { RemainsRow } from '../../core/application/core-api.ts';
import { dossierForm } from '../dossier/dossier-form.ts';
import type { Html } from '../frame/html.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import { groundInWords } from './ground-in-words.ts';

/** What is left of a request whose term is over: nothing about whose it was (R34). */
export function remainsPage(view: View, row: RemainsRow): Html {
  const { words } = view;
  const { t } = words;
  const title = t('desk:register.entry_title', { number: row.number });
  const grounds = row.grounds.map((ground) => groundInWords(view, ground));
  const recipients = row.recipients.map((id) => words.source(id, id));
  return page(
    view,
    { title, section: 'register' },
    html`<div class="narrow"><h1>${title}</h1>
  <p>${t('desk:register.remains')}</p>
  <dl>
    <dt>${t('desk:list.right')}</dt><dd>${words.term('rights', row.right)}</dd>
    <dt>${t('desk:list.status')}</dt><dd>${words.term('statuses', row.outcome)}</dd>
    <dt>${t('desk:register.month')}</dt><dd>${row.month}</dd>
    <dt>${t('desk:register.days_used')}</dt><dd>${row.daysUsed}</dd>
    <dt>${t('desk:register.on_time')}</dt><dd>${t(row.onTime ? 'desk:register.yes' : 'desk:register.no')}</dd>
    ${grounds.length === 0 ? '' : html`<dt>${t('desk:register.grounds')}</dt><dd>${grounds.join('; ')}</dd>`}
    ${recipients.length === 0 ? '' : html`<dt>${t('desk:register.recipients')}</dt><dd>${recipients.join(', ')}</dd>`}
  </dl>${dossierForm(view, row.number)}</div>`,
  );
}
