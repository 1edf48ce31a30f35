import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

type SystemChanges = RequestDetail['changes'][number];

/** How far the desk is at this system, and exactly what is left there for a person: records by their number only. */
export function systemChanges({ words }: View, changes: SystemChanges | undefined): Html | '' {
  if (changes === undefined) return '';
  const { made, pending, nextAt, code, left, byHand } = changes;
  const { t } = words;
  const lines = left.map(({ numbers, category, treatment, status, sideEffects, code: why }) => {
    const what = `${words.term('change_treatments', treatment)}: ${words.term('categories', category)} ${numbers.join(', ')}`;
    const because = why === '' ? words.term('change_statuses', status) : words.refusal({ code: why });
    if (status !== 'by_hand') return `${what}. ${because}`;
    const effects = sideEffects.map((effect) => words.term('side_effects', effect));
    if (effects.length === 0) return what;
    return numbers.length === 0 ? effects.join(' ') : `${what}. ${effects.join(' ')}`;
  });
  const others = byHand.map(({ category, count }) => {
    const kind = category === null ? t('desk:answer.all_of_it') : words.term('categories', category);
    return count === null ? kind : `${kind}, ${t('desk:found.count', { count })}`;
  });
  const open = [...lines, ...others];
  const known = made + pending + left.length > 0;
  return html`${known ? html`<p class="hint">${t('forms:steps.by_desk', { made, pending })}</p>` : ''}
  ${nextAt === null ? '' : html`<p class="hint">${t('forms:steps.again', { moment: words.moment(nextAt) })} ${code === '' ? '' : words.refusal({ code })}</p>`}
  ${known && open.length > 0 ? html`<p class="hint">${t('forms:steps.left')}</p><ul>${open.map((line) => html`<li>${line}</li>`)}</ul>` : ''}`;
}
