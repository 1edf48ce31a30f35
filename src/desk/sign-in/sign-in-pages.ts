import { html } from 'hono/html';
import { actionForm, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';

/** Asks for the address; also after a link that no longer works. */
export function askLinkPage(view: View, notice?: Notice): Html {
  const { t } = view.words;
  return page(
    view,
    { title: t('desk:sign_in.title'), notice },
    html`<div class="narrow"><h1>${t('desk:sign_in.title')}</h1>
  <p>${t('desk:sign_in.intro')}</p>
  ${actionForm(
    view,
    '/balie/aanmelden',
    {},
    html`${textField({
      id: 'email',
      label: t('desk:sign_in.email'),
      type: 'email',
      autocomplete: 'email',
      required: true,
      maxLength: 254,
    })}
    <button type="submit">${t('desk:sign_in.send')}</button>`,
  )}</div>`,
  );
}

/** The same for everybody: whether the address is known is not told. */
export function linkSentPage(view: View): Html {
  const { t } = view.words;
  return page(
    view,
    { title: t('desk:sign_in.sent_title') },
    html`<div class="narrow"><h1>${t('desk:sign_in.sent_title')}</h1>
  <p>${t('desk:sign_in.sent_text')}</p>
  <p>${t('desk:sign_in.sent_check')}</p>
  <p><a href="/balie/aanmelden">${t('desk:sign_in.again')}</a></p></div>`,
  );
}

/** Opening the link changes nothing: mail scanners open links. The button uses it up. */
export function useLinkPage(view: View, token: string): Html {
  const { t } = view.words;
  return page(
    view,
    { title: t('desk:sign_in.ready_title') },
    html`<div class="narrow"><h1>${t('desk:sign_in.ready_title')}</h1>
  <p>${t('desk:sign_in.ready_text')}</p>
  ${actionForm(view, `/balie/aanmelden/${token}`, {}, html`<button type="submit">${t('desk:sign_in.enter')}</button>`)}</div>`,
  );
}
