import { html } from 'hono/html';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import { text } from '../../core/text/texts.ts';
import { type Html, layout } from '../layout.ts';
import type { PostedForm } from '../posted-form.ts';

/** What somebody typed, whichever field it was typed in. */
export function typedWords(fields: PostedForm): string {
  return [fields.tekst, fields.naam, fields.adres].filter((field) => typeof field === 'string').join(', ');
}

/** The message could not be stored: it is given back, with its number, so that sending again is harmless (R24). */
export function retryPage(page: {
  readonly language: ReplyLanguage;
  readonly demo: boolean;
  readonly csrf: string;
  readonly fields: PostedForm;
}): Html {
  const { language, csrf, fields } = page;
  const title = text(language, 'pages:error.unavailable_title');
  const hidden = (name: string, value: unknown) =>
    typeof value === 'string'
      ? html`<input type="hidden" name="${name}" value="${value}" autocomplete="off">`
      : '';
  const main = html`<div class="narrow"><h1>${title}</h1><p class="lead">${text(language, 'pages:chat_error.not_stored')}</p>
<form method="post" action="/gesprek" class="free">${hidden('csrf', csrf)}${hidden('nummer', fields.nummer)}${hidden('keuze', fields.keuze)}
<label for="tekst">${text(language, 'pages:chat.message')}</label>
<div class="row"><textarea id="tekst" name="tekst" rows="4" autocomplete="off">${typedWords(fields)}</textarea>
<button type="submit" class="primary">${text(language, 'pages:chat.send')}</button></div></form></div>`;
  return layout({ ...page, shop: undefined, path: '/' }, title, main);
}
