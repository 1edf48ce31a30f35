import { html } from 'hono/html';
import type { CalendarDay } from '../../core/kernel/calendar-day.ts';
import { dayInWords, type TextKey, text } from '../../core/text/texts.ts';
import { codeField } from '../code-field.ts';
import { type Frame, type Html, layout } from '../layout.ts';
import type { ShopProfile } from '../page-tools.ts';

interface CollectPage extends Frame {
  readonly shop: ShopProfile;
  readonly token: string;
  readonly csrf: string;
  readonly until: CalendarDay;
  readonly error: TextKey | undefined;
}

/** What anybody with the link sees: nothing about the customer. A right code is answered with the file itself. */
export function collectPage(page: CollectPage): Html {
  const { language, shop, token, csrf, until, error } = page;
  const title = text(language, 'pages:transmission.title');
  const contact = text(language, 'pages:transmission.contact', { email: shop.email, phone: shop.phone });
  const main = html`<div class="narrow"><h1>${title}</h1>
<p class="lead">${text(language, 'pages:transmission.lead', { shop: shop.name })}</p>
<form method="post" action="/overdracht/${token}" class="asked code"><input type="hidden" name="csrf" value="${csrf}">
${codeField(language, { label: 'pages:transmission.code', hint: 'pages:transmission.code_hint', error })}
<button type="submit" class="primary">${text(language, 'pages:transmission.collect')}</button></form>
<p>${text(language, 'pages:transmission.what')}</p>
<p>${text(language, 'pages:transmission.until', { day: dayInWords(language, until) })}</p><p>${contact}</p></div>`;
  return layout(page, title, main);
}

interface StopPage extends Frame {
  readonly token: string;
  readonly csrf: string;
}

/** For the customer, from the mail with the code. */
export function stopPage(page: StopPage): Html {
  const { language, token, csrf } = page;
  const title = text(language, 'pages:transmission.stop_title');
  const main = html`<div class="narrow"><h1>${title}</h1><p class="lead">${text(language, 'pages:transmission.stop_lead')}</p>
<form method="post" action="/overdracht-stoppen/${token}"><input type="hidden" name="csrf" value="${csrf}">
<button type="submit" class="primary">${text(language, 'pages:transmission.stop')}</button></form></div>`;
  return layout(page, title, main);
}

type Calm = Frame & { readonly shop: ShopProfile };

/** Done. */
export function stoppedPage(page: Calm): Html {
  return calmPage(page, 'pages:transmission.stopped_title', 'pages:transmission.stopped');
}

/** Unknown, stopped, ended or used: it says the same of each. */
export function endedPage(page: Calm): Html {
  return calmPage(page, 'pages:transmission.ended_title', 'pages:transmission.ended');
}

function calmPage(page: Calm, heading: TextKey, said: TextKey): Html {
  const { language, shop } = page;
  const title = text(language, heading);
  const contact = text(language, 'pages:transmission.contact', { email: shop.email, phone: shop.phone });
  const main = html`<div class="narrow"><h1>${title}</h1><p class="lead">${text(language, said)}</p><p>${contact}</p></div>`;
  return layout(page, title, main);
}
