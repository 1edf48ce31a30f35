import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { isInPerson } from '../../core/kernel/rights.ts';
import { actionForm, areaField, selectField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import type { TypedForms } from './typed-forms.ts';

export const QUESTION_LENGTH = 2_000;
const FACTS_LENGTH = 4_000;

/** A question to the customer; the clock goes on (R10). */
export function askForm(view: View, detail: RequestDetail, typed: string): Html {
  const { t } = view.words;
  if (isInPerson(detail.channel)) return html`<p class="hint">${t('desk:ask.by_phone')}</p>`;
  return html`<details ${typed === '' ? '' : 'open'}><summary>${t('desk:ask.title')}</summary>
  <p class="hint">${t('desk:ask.clock_runs')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${detail.id}/vragen`,
    { version: detail.version },
    html`${areaField({ id: 'text', label: t('desk:ask.label'), hint: t('desk:ask.hint'), value: typed, required: true, maxLength: QUESTION_LENGTH })}
    <button class="secondary" type="submit">${t('desk:ask.send')}</button>`,
  )}
</details>`;
}

/** Prepares a refusal; it leaves only after its own preview and approval. */
export function refuseForm(view: View, detail: RequestDetail, typed: TypedForms['refusal']): Html | '' {
  const { words } = view;
  const { refusalChoices, refusalMissed } = detail;
  if (refusalChoices.length === 0) return '';
  const grounds = refusalChoices.map(({ ground }) => ({
    value: ground,
    label: words.term('grounds', ground),
  }));
  const articles = refusalChoices
    .flatMap((choice) => choice.articles)
    .map((value) => ({ value, label: words.term('articles', value) }));
  const choose = { value: '', label: words.t('desk:refuse.choose') };
  const open = typed.ground !== '' || typed.facts !== '';
  return html`<details ${open ? 'open' : ''}><summary>${words.t('desk:refuse.title')}</summary>
  <p class="hint">${words.t('desk:refuse.intro')}</p>
  ${detail.legalDue === null ? '' : html`<p class="hint">${words.t('desk:refuse.until', { day: words.day(detail.legalDue) })}</p>`}
  ${refusalMissed === null ? '' : html`<p class="blocked">${words.t('desk:refuse.late', { day: words.day(refusalMissed) })}</p>`}
  ${actionForm(
    view,
    `/balie/verzoek/${detail.id}/weigeren`,
    { version: detail.version },
    html`${selectField({ id: 'ground', label: words.t('desk:refuse.ground'), options: [choose, ...grounds], value: typed.ground === '' ? (detail.groundWithout ?? '') : typed.ground })}
    ${articles.length === 0 ? '' : selectField({ id: 'article', label: words.t('desk:refuse.article'), hint: words.t('desk:refuse.article_hint'), options: [choose, ...articles], value: typed.article })}
    ${areaField({ id: 'facts', label: words.t('desk:refuse.facts'), hint: words.t('desk:refuse.facts_hint'), value: typed.facts, maxLength: FACTS_LENGTH })}
    ${refusalChoices.some(({ ground }) => ground === 'excessive') ? abuseFields(view, typed.intent) : ''}
    <button class="secondary" type="submit">${words.t('desk:refuse.prepare')}</button>`,
  )}
</details>`;
}

/** AVG 12(5): busy or rude is no ground; where abuse is the reason, the intent is shown beside the facts (C-526/24). */
function abuseFields({ words }: View, intent: string): Html {
  return html`<p class="hint">${words.t('forms:abuse.no_ground')}</p>
    ${areaField({ id: 'intent', label: words.t('forms:abuse.intent'), hint: words.t('forms:abuse.intent_hint'), value: intent, maxLength: FACTS_LENGTH })}`;
}

/** Closes a request of which nobody showed who asked it (R16). */
export function lapseForm(view: View, detail: RequestDetail): Html {
  const { t } = view.words;
  return html`<details><summary>${t('desk:lapse.title')}</summary>
  <p class="hint">${t('desk:lapse.intro')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${detail.id}/sluiten`,
    { version: detail.version },
    html`<button class="danger" type="submit">${t('desk:lapse.close')}</button>`,
  )}
</details>`;
}
