import { html } from 'hono/html';
import type { ShopLook } from '../../core/application/core-api.ts';
import { actionForm, scrollTable, selectField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** Downloads the register, for an owner; and who did, or read an uploaded file. */
export function exportSection(view: View, looks: readonly ShopLook[]): Html {
  const { t } = view.words;
  return html`${view.staff?.owner === true ? exportForm(view) : ''}
  ${looks.length === 0 ? '' : html`<section aria-labelledby="inzage"><h2 id="inzage">${t('desk:register.looks_title')}</h2>${looksTable(view, looks)}</section>`}`;
}

function exportForm(view: View): Html {
  const { t } = view.words;
  const fields = html`${textField({ id: 'periode', label: t('desk:register.export_period'), hint: t('desk:register.export_period_hint'), maxLength: 21 })}
  ${selectField({
    id: 'soort',
    label: t('desk:register.export_format'),
    options: [
      { value: 'csv', label: t('desk:register.export_csv') },
      { value: 'json', label: t('desk:register.export_json') },
    ],
  })}
  <button class="secondary" type="submit">${t('desk:register.export_do')}</button>`;
  return html`<section aria-labelledby="download"><h2 id="download">${t('desk:register.export_title')}</h2>
  <p class="hint">${t('desk:register.export_hint')}</p>
  ${actionForm(view, '/balie/register/download', {}, fields)}</section>`;
}

function looksTable({ words }: View, looks: readonly ShopLook[]): Html {
  const { t } = words;
  return scrollTable(
    t('desk:register.looks_title'),
    [t('desk:register.when'), t('desk:register.who'), t('desk:register.what')],
    looks.map(({ at, name, what, detail }) => [
      words.moment(at),
      words.who(name),
      t(`desk:register.look_${what}`, { detail: detail.replace('/', ' – ') }),
    ]),
  );
}
