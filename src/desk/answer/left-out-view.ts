import { html } from 'hono/html';
import type { PreviewView } from '../../core/application/core-api.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** What does not leave with the copy, per system with the reason (AVG 15(4)); nothing when all of it leaves. */
export function leftOutView(
  { words }: View,
  { leftOut }: Pick<PreviewView, 'leftOut'>,
  nameOf: (source: string) => string,
): Html | '' {
  if (leftOut.length === 0) return '';
  return html`<dt>${words.t('desk:answer.left_out')}</dt><dd><ul class="plain">${leftOut.map(
    ({ source, reason, count, part = false }) =>
      html`<li>${nameOf(source)}: ${words.t('desk:found.count', { count })}${part ? ` (${words.t('desk:record.part')})` : ''}. ${words.term('withheld', reason)}</li>`,
  )}</ul></dd>`;
}
