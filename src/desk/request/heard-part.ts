import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import type { AccessQuestion } from '../../core/kernel/access-questions.ts';
import { answeredUnder } from '../../core/text/asked-section.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** Where in the letter the answer stands. */
function answeredBy({ t, language }: View['words'], question: AccessQuestion): string {
  const part = answeredUnder(question, language);
  return part === undefined ? t('desk:heard.at_the_beginning') : t('desk:heard.under', { part });
}

/** What was read in the words of the customer: each question of an access request, and what a wish is about. */
export function heardPart({ words }: View, { heard, right }: RequestDetail): Html | '' {
  if (heard === undefined) return '';
  const questions = right === 'access' ? heard.questions : [];
  if (heard.letter === undefined && heard.said.length + questions.length === 0) return '';
  const letter = heard.letter;
  return html`<h3 id="gelezen">${words.t('desk:heard.title')}</h3>
  <dl>${letter === undefined ? '' : html`<dt>${words.t('desk:heard.letter')}</dt><dd>${words.term('letter_makers', letter)}</dd>`}
  ${heard.said.map(({ what, value }) => html`<dt>${words.term('heard', what)}</dt><dd dir="auto">${value}</dd>`)}</dl>
  ${
    questions.length === 0
      ? ''
      : html`<p>${words.t('desk:heard.questions')}</p>
  <ul>${questions.map((question) => html`<li>${words.term('access_questions', question)} <span class="muted">${answeredBy(words, question)}</span></li>`)}</ul>
  <p class="muted">${words.t('desk:heard.hint')}</p>`
  }`;
}
