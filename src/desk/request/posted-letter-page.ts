import { html } from 'hono/html';
import type { PrintedLetter } from '../../core/application/core-api.ts';
import { printedLetter } from '../answer/letter-view.ts';
import { actionForm, areaField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';

const ADDRESS_LENGTH = 500;

export interface PostParts {
  readonly address: string;
  readonly on: string;
  readonly notice: Notice | undefined;
}

/** The approved letter for paper: what is printed is the address and the letter, the form stays on the screen (R21). */
export function postedLetterPage(view: View, id: string, printed: PrintedLetter, parts: PostParts): Html {
  const { t } = view.words;
  const { number, name, version, letter } = printed;
  const title = t('desk:delivery.post_title', { number });
  const address = parts.address === '' ? printed.postedTo : parts.address;
  return page(
    view,
    { title, section: 'today', notice: parts.notice },
    html`<div class="narrow"><div class="no-print"><h1>${title}</h1>
  <p><a href="/balie/verzoek/${id}">${t('desk:answer.to_card')}</a></p>
  <p>${t('desk:delivery.post_hint')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${id}/antwoordbrief`,
    { version },
    html`${areaField({ id: 'address', label: t('desk:delivery.address'), hint: t('desk:delivery.address_hint'), value: address, maxLength: ADDRESS_LENGTH, required: true })}
    <p class="buttons"><button class="secondary" type="submit" name="action" value="show">${t('desk:delivery.show')}</button></p>
    ${textField({ id: 'on', label: t('desk:delivery.posted_on'), type: 'date', value: parts.on })}
    <button type="submit" name="action" value="posted">${t('desk:delivery.posted')}</button>`,
  )}</div>
  <address class="post-address">${name === '' ? '' : html`${name}<br>`}${address.split('\n').map((row) => html`${row}<br>`)}</address>
  ${printedLetter(letter)}</div>`,
  );
}
