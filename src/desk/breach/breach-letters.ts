import { html } from 'hono/html';
import type { BreachNote, BreachView } from '../../core/application/core-api.ts';
import { actionForm, scrollTable, selectField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

type LetterNote = Extract<BreachNote, { readonly kind: 'letter' }>;

/** The letters to the people concerned (AVG 34): how each stands, and one more, which waits for its preview. */
export function lettersSection(view: View, { id, standing, letters }: BreachView, of: string): Html | '' {
  const { words } = view;
  const { t } = words;
  if (standing.people?.tell !== true && letters.length === 0) return '';
  const head = ['desk:register.when', 'desk:register.who', 'forms:breach.to', 'desk:register.what'] as const;
  const ways = (['mail', 'post'] as const).map((value) => ({ value, label: t(`forms:breach.way_${value}`) }));
  return html`<section class="panel" aria-labelledby="brieven"><h2 id="brieven">${t('forms:breach.letters')}</h2>
  ${
    letters.length === 0
      ? ''
      : scrollTable(
          t('forms:breach.letters'),
          head.map((key) => t(key)),
          letters.map((letter) => [
            words.moment(letter.at),
            words.who(letter.by),
            letter.request === null
              ? t('forms:breach.file_gone')
              : html`<a href="/balie/verzoek/${letter.request.id}${letter.step === 'prepared' ? '/termijn' : ''}">${letter.request.number}</a>`,
            letterInWords(view, letter),
          ]),
        )
  }
  ${
    standing.people?.tell !== true
      ? ''
      : html`<p class="hint">${t('forms:breach.letter_intro')}</p>${actionForm(
          view,
          `/balie/datalekken/${id}/brief`,
          {},
          html`${textField({ id: 'number', label: t('forms:breach.number_of'), value: of, required: true, maxLength: 40 })}
    ${selectField({ id: 'way', label: t('forms:breach.way'), value: 'mail', options: ways })}
    <button class="secondary" type="submit">${t('forms:notice.make')}</button>`,
        )}`
  }</section>`;
}

/** How a letter stands, in one sentence. */
export function letterInWords(
  { words: { t } }: View,
  { way, step }: Pick<LetterNote, 'way' | 'step'>,
): string {
  return t(step === 'left' ? `forms:breach.left_${way}` : `forms:breach.letter_${step}`);
}
