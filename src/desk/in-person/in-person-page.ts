import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { amsterdamDay } from '../../core/kernel/calendar-day.ts';
import type { Refusal } from '../../core/kernel/result.ts';
import { IN_PERSON, type InPersonChannel, RIGHTS } from '../../core/kernel/rights.ts';
import { receiptInWords } from '../../core/text/receipt-in-words.ts';
import { actionForm, areaField, selectField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import { type Notice, refusedNotice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import { proofMethods } from '../request/proof-forms.ts';
import type { ShopProfile } from '../shop/profile-form.ts';
import type { InPersonForm } from './in-person-form.ts';

const NAME_LENGTH = 80;
const ADDRESS_LENGTH = 254;
const POSTAL_LENGTH = 300;
const WORDS_LENGTH = 20_000;

/** What somebody asks in the shop or on the phone, taken down by staff. */
export function inPersonPage(view: View, typed: InPersonForm, refusal?: Refusal): Html {
  const { words } = view;
  const { t } = words;
  const notice = refusal && refusedNotice(view, refusal);
  const at = (code: string) => (refusal?.code === code ? words.refusal(refusal) : undefined);
  const channels = IN_PERSON.map((value) => ({ value, label: words.term('channels', value) }));
  const rights = RIGHTS.map((value) => ({ value, label: words.term('rights', value) }));
  const languages = [
    { value: 'nl', label: t('forms:in_person.dutch') },
    { value: 'en', label: t('forms:in_person.english') },
  ];
  const proofs = [{ value: '', label: t('forms:in_person.no_proof') }, ...proofMethods(view)];
  const title = t('forms:in_person.title');
  return page(
    view,
    { title, section: 'today', notice },
    html`<div class="narrow"><h1>${title}</h1>
  <p>${t('forms:in_person.intro')}</p>
  ${actionForm(
    view,
    '/balie/nieuw',
    {},
    html`${selectField({ id: 'channel', label: t('forms:in_person.channel'), value: typed.channel, options: channels })}
    ${textField({ id: 'day', label: t('forms:in_person.day'), type: 'date', value: typed.day, required: true, hint: t('forms:in_person.day_hint'), error: at('in_person.moment_invalid') })}
    ${textField({ id: 'time', label: t('forms:in_person.time'), type: 'time', value: typed.time })}
    ${selectField({ id: 'right', label: t('forms:in_person.right'), value: typed.right, options: rights })}
    ${areaField({ id: 'words', label: t('forms:in_person.words'), value: typed.words, required: true, maxLength: WORDS_LENGTH, hint: t('forms:in_person.words_hint'), error: at('in_person.words_missing') })}
    ${selectField({ id: 'language', label: t('forms:in_person.language'), value: typed.language, options: languages })}
    ${textField({ id: 'name', label: t('forms:proof.name'), value: typed.name, maxLength: NAME_LENGTH, autocomplete: 'off' })}
    ${textField({ id: 'email', label: t('forms:in_person.email'), type: 'email', value: typed.email, maxLength: ADDRESS_LENGTH, autocomplete: 'off', error: at('in_person.contact_missing') ?? at('in_person.address_invalid') })}
    ${areaField({ id: 'postal', label: t('forms:in_person.postal'), value: typed.postal, maxLength: POSTAL_LENGTH, hint: t('forms:in_person.postal_hint') })}
    ${selectField({ id: 'proof', label: t('forms:in_person.proof'), value: typed.proof, options: proofs, hint: t('forms:in_person.proof_hint') })}
    <button type="submit">${t('forms:in_person.save')}</button>`,
  )}</div>`,
  );
}

/** The receipt on paper, for who has no e-mail or is still there. */
export function receiptPage(
  view: View,
  detail: RequestDetail,
  channel: InPersonChannel,
  shop: ShopProfile,
  notice: Notice | undefined,
): Html {
  const { number, right, language, receivedAt, customerDue: dueDay, contact } = detail;
  const receivedDay = amsterdamDay(receivedAt);
  const past = dueDay < view.today ? ({ past: true } as const) : {};
  const receipt = { number, right, channel, receivedDay, dueDay, ...past };
  const title = view.words.t('forms:in_person.receipt', { number });
  const to = [contact?.name ?? '', ...(contact?.postal ?? '').split('\n')].filter((line) => line !== '');
  return page(
    view,
    { title, section: 'today', notice },
    html`<article class="narrow paper" lang="${language}">
  <h1>${title}</h1>
  <address>${to.map((line) => html`${line}<br>`)}</address>
  ${receiptInWords(receipt, language, shop, `${view.tools.publicUrl}/privacy#balie`).map((paragraph) => html`<p>${paragraph}</p>`)}
  <p>${shop.name}, ${shop.address}</p>
</article>
<p class="no-print">${view.words.t('forms:in_person.print')} <a href="/balie/verzoek/${detail.id}">${number}</a></p>`,
  );
}
