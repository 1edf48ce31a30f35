import { html } from 'hono/html';
import type { FeeGround, FeeSettlement, RequestDetail } from '../../core/application/core-api.ts';
import type { TextKey } from '../../core/text/texts.ts';
import { actionForm, areaField, selectField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import type { TypedForms } from '../request/typed-forms.ts';

/** Records, so that a new kind does not compile until it stands here. */
const GROUNDS: Readonly<Record<FeeGround, true>> = { excessive: true, unfounded: true };
const ANSWERS = {
  agreed: 'forms:fee.agreed',
  paid: 'forms:fee.paid',
  waived: 'forms:fee.waived',
} as const satisfies Record<FeeSettlement, TextKey>;
const TEXT_LENGTH = 2_000;

/** AVG 12(5)(a): a fee instead of a refusal, told beforehand; the form says what is no ground and that the term runs. */
export function feeForm(
  view: View,
  { id, version }: RequestDetail,
  { fee: typed }: TypedForms['notice'],
): Html {
  const { words } = view;
  const { t } = words;
  const open = Object.values(typed).some((value) => value !== '');
  const choose = { value: '', label: t('desk:refuse.choose') };
  const grounds = Object.keys(GROUNDS).map((value) => ({ value, label: words.term('grounds', value) }));
  return html`<details ${open ? 'open' : ''}><summary>${t('forms:fee.title')}</summary>
  <p class="hint">${t('forms:fee.intro')}</p><p class="hint">${t('forms:abuse.no_ground')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${id}/vergoeding`,
    { version },
    html`${selectField({ id: 'feeGround', label: t('desk:refuse.ground'), options: [choose, ...grounds], value: typed.ground })}
    ${textField({ id: 'amount', label: t('forms:fee.amount'), value: typed.amount, required: true })}
    ${areaField({ id: 'basis', label: t('forms:fee.basis'), hint: t('forms:fee.basis_hint'), value: typed.basis, required: true, maxLength: TEXT_LENGTH })}
    ${areaField({ id: 'feeFacts', label: t('forms:fee.facts'), hint: t('forms:fee.facts_hint'), value: typed.facts, required: true, maxLength: TEXT_LENGTH })}
    ${areaField({ id: 'feeIntent', label: t('forms:abuse.intent'), hint: t('forms:abuse.intent_hint'), value: typed.intent, maxLength: TEXT_LENGTH })}
    <button class="secondary" type="submit">${t('forms:notice.make')}</button>`,
  )}
</details>`;
}

/** What became of the fee; a withdrawal has its own form. */
export function feeAnswerForm(view: View, { id, version, notice: { fee } }: RequestDetail): Html | '' {
  const { t } = view.words;
  if (fee === null) return '';
  if (fee === 'paid' || fee === 'waived') return html`<p>${t(`forms:fee.now_${fee}`)}</p>`;
  const left = fee === 'agreed' ? (['paid', 'waived'] as const) : (['agreed', 'paid', 'waived'] as const);
  return html`<p class="pill soon">${t(`forms:fee.now_${fee}`)}</p>
  <details open><summary>${t('forms:fee.answer_title')}</summary><p class="hint">${t('forms:fee.answer_intro')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${id}/vergoeding-antwoord`,
    { version },
    html`${selectField({ id: 'as', label: t('forms:fee.answer'), options: left.map((value) => ({ value, label: t(ANSWERS[value]) })), value: '' })}
    ${textField({ id: 'feeDay', label: t('forms:fee.day'), type: 'date', required: true })}
    <button class="secondary" type="submit">${t('forms:stop.save')}</button>`,
  )}
</details>`;
}
