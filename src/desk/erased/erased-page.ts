import { html } from 'hono/html';
import type { ErasureOverview, HoldView } from '../../core/application/core-api.ts';
import { actionForm, areaField, scrollTable, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';

/** What was typed into one of the two forms, shown again with its answer. */
export interface TypedQuestion {
  readonly address: string;
  readonly receipt: string;
  readonly receiptAddress: string;
}

export const NOTHING_ASKED: TypedQuestion = { address: '', receipt: '', receiptAddress: '' };

/** What stays after an erasure, for whom it serves, and the two questions that can be asked of it (R33, R34). */
export function erasedPage(
  view: View,
  overview: ErasureOverview,
  typed: TypedQuestion = NOTHING_ASKED,
  notice?: Notice,
): Html {
  const { t } = view.words;
  const title = t('desk:erased.title');
  return page(
    view,
    { title, section: 'register', notice },
    html`<h1>${title}</h1>
  <p>${t('desk:erased.intro')}</p>
  ${ledger(view, overview)}
  <h2>${t('desk:erased.holds')}</h2>
  ${overview.holds.length === 0 ? html`<p class="all-well">${t('desk:erased.no_holds')}</p>` : holds(view, overview.holds)}
  <h2>${t('desk:erased.marks')}</h2>
  <p>${t('desk:erased.blocks', { count: overview.blocks })} ${t('desk:erased.mail_stops', { count: overview.mailStops })}</p>
  <h2>${t('desk:erased.mail_title')}</h2>
  ${mailForm(view, typed)}
  <h2>${t('desk:erased.receipt_title')}</h2>
  ${receiptForm(view, typed)}`,
  );
}

function ledger({ words }: View, { ledger: file }: ErasureOverview): Html {
  if (file.problem !== null)
    return html`<p class="error">${words.t('desk:erased.ledger_closed', { reason: file.problem })}</p>`;
  const damaged =
    file.damaged === 0
      ? ''
      : html`<p class="error">${words.t('desk:erased.ledger_damaged', { count: file.damaged })}</p>`;
  return html`<p>${words.t('desk:erased.ledger', { count: file.entries })}</p>${damaged}`;
}

function holds({ words }: View, rows: readonly HoldView[]): Html {
  const head = ['where', 'kind', 'count', 'why', 'until'] as const;
  return scrollTable(
    words.t('desk:erased.holds'),
    head.map((name) => words.t(`desk:erased.${name}`)),
    rows.map(({ source, category, count, ground, until }) => [
      words.source(source, source),
      words.term('categories', category),
      count,
      words.term('grounds_kept', ground),
      words.shortDay(until),
    ]),
  );
}

function mailForm(view: View, { address }: TypedQuestion): Html {
  const { t } = view.words;
  const field = textField({
    id: 'address',
    label: t('desk:erased.address'),
    hint: t('desk:erased.mail_hint'),
    value: address,
    type: 'email',
    required: true,
    maxLength: 254,
  });
  const button = html`<button class="secondary" type="submit">${t('desk:erased.ask')}</button>`;
  return actionForm(view, '/balie/na-wissing/post', {}, html`${field}${button}`);
}

function receiptForm(view: View, { receipt, receiptAddress }: TypedQuestion): Html {
  const { t } = view.words;
  const code = areaField({
    id: 'receipt',
    label: t('desk:erased.receipt'),
    value: receipt,
    rows: 2,
    required: true,
    maxLength: 200,
  });
  const to = textField({
    id: 'receiptAddress',
    label: t('desk:erased.address'),
    hint: t('desk:erased.receipt_hint'),
    value: receiptAddress,
    type: 'email',
    maxLength: 254,
  });
  const button = html`<button class="secondary" type="submit">${t('desk:erased.check')}</button>`;
  return actionForm(view, '/balie/na-wissing/bewijs', {}, html`${code}${to}${button}`);
}
