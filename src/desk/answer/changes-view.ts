import { html } from 'hono/html';
import type { PreviewView } from '../../core/application/core-api.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** What is done at each system when this is approved, in numbers, with what else comes of it (R19). */
export function changesView(
  { words }: View,
  { changes }: Pick<PreviewView, 'changes'>,
  nameOf: (source: string) => string,
): Html | '' {
  if (changes.length === 0) return '';
  const line = ({ treatment, category, count, fields }: PreviewView['changes'][number]): string => {
    const what = words.term('change_treatments', treatment);
    const kind = category === null ? words.t('desk:answer.all_of_it') : words.term('categories', category);
    const named = fields.map((field) => words.term('fields', field)).join(', ');
    const which = named === '' ? '' : ` (${named})`;
    const many = count === null ? '' : `, ${words.t('desk:found.count', { count })}`;
    return `${what}: ${kind}${which}${many}`;
  };
  return html`<dt>${words.t('desk:answer.changes')}</dt><dd>${[
    ...new Set(changes.map(({ source }) => source)),
  ].map((source) => {
    const own = changes.filter((change) => change.source === source);
    const effects = [...new Set(own.flatMap(({ sideEffects }) => sideEffects))];
    return html`<p><strong>${nameOf(source)}</strong></p>
    <ul class="plain">${own.map((change) => html`<li>${line(change)}</li>`)}</ul>
    ${effects.map((effect) => html`<p class="blocked">${words.t('desk:answer.side_effect', { effect: words.term('side_effects', effect) })}</p>`)}`;
  })}</dd>`;
}
