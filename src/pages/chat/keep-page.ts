import { html } from 'hono/html';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import { text } from '../../core/text/texts.ts';
import { type Html, layout } from '../layout.ts';
import { chatLines } from './chat-log.ts';
import type { OpenChat } from './chat-session.ts';

/** The conversation and its numbers to keep or print (R39). */
export function keepPage(
  { view, shop, spoken }: OpenChat,
  page: { readonly language: ReplyLanguage; readonly demo: boolean },
): Html {
  const { language, demo } = page;
  const title = text(language, 'pages:keep.title');
  const numbers = view.lines.flatMap((line) => (line.keep === null ? [] : [line.keep]));
  const later = text(language, 'pages:keep.later', { phone: shop.phone, email: shop.email });
  const main = html`<div class="narrow reading"><h1>${title}</h1>
<p class="lead no-print">${text(language, 'pages:keep.lead')}</p>
${
  numbers.length === 0
    ? html`<p>${text(language, 'pages:keep.no_number')}</p>`
    : html`<div class="card"><p>${text(language, 'pages:keep.number')}</p>
${numbers.map((number) => html`<p class="number">${number}</p>`)}
<p>${text(language, 'pages:keep.number_hint')}</p><p>${later}</p></div>`
}
<p class="actions no-print"><button type="button" data-afdrukken hidden>${text(language, 'pages:site.print')}</button> <a href="/">${text(language, 'pages:keep.back')}</a></p>
<h2>${text(language, 'pages:keep.conversation')}</h2>
<div class="log">${chatLines(
    view.lines.map((line) => ({ ...line, keep: null })),
    spoken,
  )}</div></div>`;
  return layout({ language, shop, demo, path: '/gesprek/bewaren' }, title, main);
}
