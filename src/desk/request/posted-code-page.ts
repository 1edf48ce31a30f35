import { html } from 'hono/html';
import type { PostedCode } from '../../core/application/core-api.ts';
import { dayInWords, text } from '../../core/text/texts.ts';
import type { Html } from '../frame/html.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';

/** The letter with the code, in the customer's language; shown once, for the code is not kept. */
export function postedCodePage(view: View, requestId: string, letter: PostedCode): Html {
  const { t } = view.words;
  const { language, shop, code, name, address, number } = letter;
  const params = { shop: shop.name, number, phone: shop.phone, day: dayInWords(language, letter.validUntil) };
  const parts = ['why', 'use', 'nobody', 'not_you'] as const;
  return page(
    view,
    { title: t('forms:more.letter_page') },
    html`<p class="no-print">${t('forms:more.letter_once')} <a href="/balie/verzoek/${requestId}">${number}</a></p>
  <address>${[name, ...address.split('\n')].map((line) => html`${line}<br>`)}</address>
  <div lang="${language}">
    <p>${text(language, 'letter:posted_code.why', params)}</p>
    <p class="outcome"><strong>${code.slice(0, 3)} ${code.slice(3)}</strong></p>
    ${parts.slice(1).map((part) => html`<p>${text(language, `letter:posted_code.${part}`, params)}</p>`)}
    <p>${shop.contactPerson}, ${shop.name}</p>
  </div>`,
  );
}
