import { html } from 'hono/html';
import type { Html } from './html.ts';
import { page } from './page.ts';
import type { View } from './view.ts';

/** The session ended before the form was sent: nothing was done, and what was typed is shown to keep. */
export function lostTextPage(view: View, typed: readonly string[]): Html {
  const { t } = view.words;
  const kept = typed.map(
    (text, index) => html`<div class="field">
    <label for="getypt-${index}">${t('desk:lost.label', { number: index + 1 })}</label>
    <textarea id="getypt-${index}" rows="6" readonly>
${text}</textarea>
  </div>`,
  );
  return page(
    view,
    { title: t('desk:lost.title') },
    html`<div class="narrow"><h1>${t('desk:lost.title')}</h1>
  <p>${t('desk:lost.text')}</p>
  ${kept.length === 0 ? '' : html`<p>${t('desk:lost.keep')}</p>${kept}`}
  <p><a class="button" href="/balie/aanmelden">${t('desk:lost.sign_in')}</a></p></div>`,
  );
}
