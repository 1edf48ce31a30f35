import { html } from 'hono/html';
import type { RequestDetail, TypedAddressee } from '../../core/application/core-api.ts';
import { actionForm, areaField, selectField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Form } from '../frame/read-form.ts';
import type { View } from '../frame/view.ts';
import type { TypedForms } from './typed-forms.ts';

/** A record, so that a new scope does not compile until it stands here. */
const SCOPES: Readonly<Record<TypedAddressee['scope'], true>> = { all: true, part: true, none: true };
const TEXT_LENGTH = 2_000;

/** "Not (all) ours": who is responsible and what the shop itself holds (AVG 4(7), 28(3)(e)). */
export function addresseeForm(view: View, detail: RequestDetail, typed: TypedForms['addressee']): Html | '' {
  const { t } = view.words;
  // A complaint or a report is answered in words.
  if (detail.refusalChoices.length === 0) return '';
  const scopes = Object.keys(SCOPES)
    .filter(isScope)
    .map((value) => ({ value, label: t(`forms:addressee.scope_${value}`) }));
  const area = (name: 'name' | 'facts' | 'held') =>
    areaField({
      id: `addressee-${name}`,
      label: t(`forms:addressee.${name}`),
      hint: t(`forms:addressee.${name}_hint`),
      value: typed[name],
      maxLength: TEXT_LENGTH,
      rows: 2,
    });
  return html`<details ${typed.scope === '' ? '' : 'open'}><summary>${t('forms:addressee.title')}</summary>
  <p class="hint">${t('forms:addressee.intro')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${detail.id}/niet-van-ons`,
    { version: detail.version },
    html`${selectField({ id: 'scope', label: t('forms:addressee.scope'), options: [{ value: '', label: t('forms:addressee.choose') }, ...scopes], value: typed.scope })}
    ${textField({ id: 'addressee-what', label: t('forms:addressee.what'), hint: t('forms:addressee.what_hint'), value: typed.what, maxLength: 200 })}
    ${area('name')}${area('facts')}${area('held')}
    ${textField({ id: 'forwardedOn', label: t('forms:addressee.forwarded'), hint: t('forms:addressee.forwarded_hint'), type: 'date', value: typed.forwardedOn })}
    <button class="secondary" type="submit">${t('forms:addressee.save')}</button>`,
  )}
</details>`;
}

/** What was typed into it, as it was; whether it holds together the core decides. */
export function readAddressee(form: Form): TypedForms['addressee'] {
  return {
    ...{ scope: form.text('scope'), what: form.text('addressee-what'), name: form.text('addressee-name') },
    ...{ held: form.text('addressee-held'), facts: form.text('addressee-facts') },
    forwardedOn: form.text('forwardedOn'),
  };
}

/** Whether a posted word is one of the scopes. */
export function isScope(text: string): text is TypedAddressee['scope'] {
  return Object.hasOwn(SCOPES, text);
}
