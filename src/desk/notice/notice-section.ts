import { html } from 'hono/html';
import type { DoubtToday, ExtensionToday, RequestDetail } from '../../core/application/core-api.ts';
import { doubtChoices, extensionChoices } from '../../core/text/notice-choices.ts';
import { dayInWords, text } from '../../core/text/texts.ts';
import { actionForm, areaField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import type { TypedForms } from '../request/typed-forms.ts';
import { feeAnswerForm, feeForm } from './fee-forms.ts';

const TEXT_LENGTH = 2_000;

/** What the customer is told of who asks and by when, beside the decision: doubt, its end, extension (AVG 12(3), 12(6)). */
export function noticeSection(view: View, detail: RequestDetail, typed: TypedForms['notice']): Html | '' {
  const { words } = view;
  const { notice, id, approval } = detail;
  const { waiting, mailed, stoppedSince, mayDoubt, mayExtend, mayFee, fee } = notice;
  if (approval.phase === 'resolved' && waiting === null && mailed.length === 0) return '';
  const may = mayDoubt.ok || mayExtend.ok || mayFee.ok || fee !== null;
  if (!may && waiting === null && stoppedSince === null && mailed.length === 0) return '';
  const draft = waiting !== null && !waiting.approved;
  return html`<section class="panel" aria-labelledby="termijn"><h2 id="termijn">${words.t('forms:notice.title')}</h2>
  ${stoppedSince === null ? '' : html`<p class="pill soon">${words.t('forms:stop.since', { day: words.day(stoppedSince) })}</p>`}
  ${waiting?.approved === true ? html`<p>${words.t('forms:notice.leaving')}</p>` : ''}
  ${draft ? html`<p>${words.t(`forms:notice.draft_${waiting.kind}`)}</p><p><a class="button" href="/balie/verzoek/${id}/termijn">${words.t('forms:notice.read')}</a></p>` : ''}
  ${notice.unanswered && stoppedSince !== null ? closingForm(view, detail, stoppedSince) : ''}
  ${stoppedSince === null ? '' : arrivedForm(view, detail)}
  ${mayDoubt.ok && waiting?.approved !== true ? doubtForm(view, detail, mayDoubt.value, typed) : ''}
  ${mayExtend.ok && waiting?.approved !== true ? extensionForm(view, detail, mayExtend.value, typed) : ''}
  ${feeAnswerForm(view, detail)}
  ${mayFee.ok && waiting?.approved !== true ? feeForm(view, detail, typed) : ''}
  ${mailed.length === 0 ? '' : cameBackForm(view, detail)}
</section>`;
}

function doubtForm(
  view: View,
  { id, version }: RequestDetail,
  doubt: DoubtToday,
  typed: TypedForms['notice'],
): Html {
  const { words } = view;
  const { t } = words;
  const { again, asked } = doubt;
  const open = typed.reason !== '' || typed.asks.length > 0;
  return html`<details ${open ? 'open' : ''}><summary>${t(again ? 'forms:doubt.again_title' : 'forms:doubt.title')}</summary>
  <p class="hint">${t(again ? 'forms:doubt.again_intro' : 'forms:doubt.intro')}</p>
  ${again || asked === 'prompt' ? '' : html`<p class="blocked">${t(`forms:doubt.${asked}`)}</p>`}
  ${actionForm(
    view,
    `/balie/verzoek/${id}/twijfel`,
    { version },
    html`${areaField({ id: 'reason', label: t('forms:doubt.reason'), hint: t('forms:doubt.reason_hint'), value: typed.reason, required: true, maxLength: TEXT_LENGTH })}
    <fieldset><legend>${t('forms:doubt.asks')}</legend>
    ${doubtChoices(words.language).map((one) => checkbox('asks', one, typed.asks))}</fieldset>
    <button class="secondary" type="submit">${t('forms:notice.make')}</button>`,
  )}
</details>`;
}

function extensionForm(
  view: View,
  { id, version }: RequestDetail,
  { until, promisePassed }: ExtensionToday,
  typed: TypedForms['notice'],
): Html {
  const { words } = view;
  const { t } = words;
  const open = typed.facts !== '' || typed.reasons.length > 0;
  return html`<details ${open ? 'open' : ''}><summary>${t('forms:extension.title')}</summary>
  <p class="hint">${t('forms:extension.intro', { until: words.day(until) })}</p>
  ${promisePassed ? html`<p class="blocked">${t('forms:extension.promise_passed')}</p>` : ''}
  ${actionForm(
    view,
    `/balie/verzoek/${id}/uitstel`,
    { version },
    html`<fieldset><legend>${t('forms:extension.reasons')}</legend>
    ${extensionChoices(words.language).map((one) => checkbox('reasons', one, typed.reasons))}</fieldset>
    ${areaField({ id: 'extensionFacts', label: t('forms:extension.facts'), hint: t('forms:extension.facts_hint'), value: typed.facts, required: true, maxLength: TEXT_LENGTH })}
    <button class="secondary" type="submit">${t('forms:notice.make')}</button>`,
  )}
</details>`;
}

/** The mail server took it, and it came back: staff see that in the mailbox of the shop. */
function cameBackForm(view: View, { id, version, notice }: RequestDetail): Html {
  const { words } = view;
  const { t } = words;
  return html`<details><summary>${t('forms:bounced.title')}</summary><p class="hint">${t('forms:bounced.intro')}</p>
  ${notice.mailed.map(({ kind, letterId, at }) =>
    actionForm(
      view,
      `/balie/verzoek/${id}/brief-terug`,
      { version, letterId },
      html`<button class="secondary" type="submit">${t('forms:bounced.save', { letter: words.term('letters', kind), moment: words.moment(at) })}</button>`,
    ),
  )}
</details>`;
}

function arrivedForm(view: View, { id }: RequestDetail): Html {
  const { t } = view.words;
  return html`<details><summary>${t('forms:stop.title')}</summary><p class="hint">${t('forms:stop.intro')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${id}/bewijs-binnen`,
    {},
    html`${textField({ id: 'day', label: t('forms:stop.day'), type: 'date', required: true })}
    <button class="secondary" type="submit">${t('forms:stop.save')}</button>`,
  )}
</details>`;
}

/** AVG 11(2), 12(2): a refusal like any other, with its facts filled in; a person reads and approves it (R16). */
function closingForm(
  view: View,
  { id, version, language }: RequestDetail,
  stoppedSince: NonNullable<RequestDetail['notice']['stoppedSince']>,
): Html {
  const { t } = view.words;
  const facts = text(language, 'forms:closing.facts', { asked: dayInWords(language, stoppedSince) });
  return html`<details open><summary>${t('forms:closing.title')}</summary><p class="hint">${t('forms:closing.intro')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${id}/weigeren`,
    { version, ground: 'not_identifiable' },
    html`${areaField({ id: 'facts', label: t('desk:refuse.facts'), value: facts, required: true, maxLength: TEXT_LENGTH })}
    <button type="submit">${t('desk:refuse.prepare')}</button>`,
  )}
</details>`;
}

function checkbox(
  name: string,
  { value, label }: { readonly value: string; readonly label: string },
  chosen: readonly string[],
): Html {
  return html`<div><label class="choice"><input type="checkbox" name="${name}" value="${value}" ${chosen.includes(value) ? 'checked' : ''}> ${label}</label></div>`;
}
