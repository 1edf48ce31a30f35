import { html } from 'hono/html';
import type { FormerStaff, StaffMember } from '../../core/application/core-api.ts';
import { actionForm, areaField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import { driftSection } from './drift-section.ts';
import {
  LISTS,
  type ProfileField,
  type ProfileForm,
  type ShopProfile,
  savedValues,
  TEXTS,
} from './profile-form.ts';
import { recipientFields } from './recipient-fields.ts';
import { staffSection } from './staff-section.ts';

export interface ShopParts {
  readonly form: ProfileForm;
  readonly saved: ShopProfile;
  readonly staff: readonly StaffMember[];
  readonly former: readonly FormerStaff[];
  readonly drift: Parameters<typeof driftSection>[1];
  readonly email: string;
  readonly notice: Notice | undefined;
}

const TYPES = {
  name: 'text',
  website: 'text',
  address: 'text',
  phone: 'tel',
  email: 'email',
  contactPerson: 'text',
  policyUrl: 'url',
  policyDate: 'date',
  policyMailsPerHour: 'text',
  deputy: 'email',
} as const;

/** The versioned profile as one form, and the staff with the owner's invitation. */
export function shopPage(view: View, parts: ShopParts): Html {
  const { t } = view.words;
  const { form } = parts;
  const saved = savedValues(parts.saved);
  const common = (field: ProfileField) => ({
    id: field,
    label: t(`desk:shop.${field}`),
    value: form.values[field],
    hint:
      form.values[field] === saved[field]
        ? undefined
        : t('desk:shop.saved_now', { value: saved[field] || '–' }),
    error: form.errors.has(field) ? t(`desk:shop_wrong.${field}`) : undefined,
  });
  return page(
    view,
    { title: t('desk:shop.title'), section: 'shop', notice: parts.notice },
    html`<div class="head"><h1>${t('desk:shop.title')}</h1><p class="muted">${t('desk:shop.version', { version: parts.saved.version })}</p></div>
  <p>${t('desk:shop.intro')}</p>
  <p><a href="/balie/beleid">${t('desk:policy.title')}</a></p>
  ${actionForm(
    view,
    '/balie/winkel',
    { version: form.version },
    html`<section class="panel" aria-labelledby="zaak"><h2 id="zaak">${t('desk:shop.facts')}</h2>
    <div class="grid">${TEXTS.map((field) => textField({ ...common(field), type: TYPES[field], maxLength: 500 }))}</div></section>
    <section class="panel" aria-labelledby="lijsten"><h2 id="lijsten">${t('desk:shop.lists')}</h2>
    <div class="grid">${LISTS.map((field) => {
      const shared = common(field);
      return areaField({ ...shared, hint: shared.hint ?? t(`desk:shop_hint.${field}`), rows: 4 });
    })}</div>
    <label class="choice"><input type="checkbox" name="otherPlacesConfirmed" value="yes" ${form.otherPlacesConfirmed ? 'checked' : ''}> ${t('desk:shop.otherPlacesConfirmed')}</label></section>
    <section class="panel" aria-labelledby="ontvangers"><h2 id="ontvangers">${t('desk:shop.recipients')}</h2>
    <p class="hint">${t('desk:shop.recipients_hint')}</p>
    ${recipientFields(view, form.recipients)}</section>
    <button type="submit">${t('desk:shop.save')}</button>`,
  )}
  ${driftSection(view, parts.drift)}
  ${staffSection(view, parts.staff, parts.former, parts.email)}`,
  );
}
