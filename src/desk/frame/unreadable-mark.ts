import { html } from 'hono/html';
import type { RequestRow } from '../../core/application/core-api.ts';
import type { Html } from './html.ts';
import type { View } from './view.ts';

/** Beside a request whose words, name or address do not open any more. */
export function unreadableMark({ words }: View, { unreadable }: Pick<RequestRow, 'unreadable'>): Html | '' {
  return unreadable === true ? html`<span class="pill late">${words.t('desk:unreadable.mark')}</span>` : '';
}
