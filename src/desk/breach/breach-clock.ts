import { html } from 'hono/html';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** The hours left to notify (AVG 33(1)), or that they are over. */
export function breachClock({ words, now }: View, deadline: Date): Html {
  const hours = Math.ceil((deadline.getTime() - now.getTime()) / 3_600_000);
  const left = hours > 0 ? words.t('desk:breach.left', { count: hours }) : words.t('desk:breach.past');
  return html`<span class="pill late">${left}</span>`;
}
