import { html } from 'hono/html';
import type { OutcomeFormView, OutcomeProblem } from '../../core/application/core-api.ts';
import { textIfAny } from '../../core/text/texts.ts';
import { actionForm, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import type { ShopProfile } from './field-words.ts';
import { outcomeFields } from './outcome-fields.ts';

export interface OutcomePageParts {
  readonly shop: ShopProfile;
  readonly notice: Notice | undefined;
  readonly problems: readonly OutcomeProblem[];
  readonly blank: number;
}

const ADDRESS_LENGTH = 254;

/** The facts of a decision: first which result, then what belongs to it. */
export function outcomePage(
  view: View,
  requestId: string,
  form: OutcomeFormView,
  parts: OutcomePageParts,
): Html {
  const { words } = view;
  const title = words.t('forms:frame.title', { number: form.number });
  const address = `/balie/verzoek/${requestId}/uitkomst`;
  return page(
    view,
    { title, section: 'today', notice: parts.notice },
    html`<div class="narrow"><h1>${title}</h1>
  <p class="muted">${words.term('rights', form.right)} · <a href="/balie/verzoek/${requestId}">${words.t('desk:answer.to_card')}</a></p>
  <p>${words.t('forms:frame.intro')}</p>
  ${form.part === undefined ? '' : html`<p dir="auto">${words.t('forms:frame.part', { part: form.part })}</p>`}
  ${otherResults(view, address, form)}
  <h2>${resultName(view, form, form.result)}</h2>
  ${actionForm(
    view,
    address,
    { version: form.version, result: form.result },
    html`${outcomeFields(view, { form, ...parts })}
    ${receiver(view, form, parts.problems)}
    <p class="buttons"><button type="submit" name="action" value="save">${words.t('forms:frame.save')}</button>
    ${hasRows(form) ? html`<button class="secondary" type="submit" name="action" value="more">${words.t('forms:frame.more')}</button>` : ''}</p>`,
  )}</div>`,
  );
}

/** The name of a result; of an unknown one its own word. */
export function resultName({ words }: View, { right }: { readonly right: string }, result: string): string {
  return textIfAny(words.language, `forms:results.${right}_${result}`) ?? result;
}

function otherResults(view: View, address: string, form: OutcomeFormView): Html | '' {
  if (form.results.length < 2) return '';
  const { t } = view.words;
  return html`<nav aria-label="${t('forms:frame.other_result')}"><p>${t('forms:frame.result')}:</p><ul>${form.results.map(
    (result) =>
      html`<li>${result === form.result ? html`<strong>${resultName(view, form, result)}</strong>` : html`<a href="${address}?soort=${result}">${resultName(view, form, result)}</a>`}</li>`,
  )}</ul></nav>`;
}

function receiver(view: View, form: OutcomeFormView, problems: readonly OutcomeProblem[]): Html {
  const { words } = view;
  const problem = problems.find(({ field }) => field === 'sendTo');
  const hint = words.t(form.unproven ? 'forms:frame.send_to_hint' : 'forms:frame.send_elsewhere');
  const error = problem === undefined ? {} : { error: words.refusal({ code: problem.code }) };
  return html`<fieldset class="panel"><legend>${words.t('forms:frame.to_whom')}</legend>
  ${textField({ id: 'sendTo', label: words.t('forms:frame.send_to'), type: 'email', hint, value: form.sendTo, maxLength: ADDRESS_LENGTH, autocomplete: 'off', ...error })}
  <div class="field"><label class="choice"><input type="checkbox" name="child" value="yes" ${form.child ? 'checked' : ''}> ${words.t('forms:frame.child')}</label></div>
</fieldset>`;
}

function hasRows({ fields }: OutcomeFormView): boolean {
  return Object.values(fields).some(({ kind }) => kind === 'rows');
}
