import { html } from 'hono/html';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import { text } from '../../core/text/texts.ts';
import { type Html, layout } from '../layout.ts';
import { chatLines } from './chat-log.ts';
import type { OpenChat } from './chat-session.ts';

export interface KeepPage {
  readonly language: ReplyLanguage;
  readonly demo: boolean;
  readonly csrf: string;
  /** Just made, and shown this once; undefined otherwise. */
  readonly returnLink: string | undefined;
}

/** The conversation, its numbers and a link to come back by, to keep or print (R39). */
export function keepPage({ view, shop, spoken }: OpenChat, page: KeepPage): Html {
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
${view.lines.length === 0 ? '' : returnCard(page)}
<p class="actions no-print"><button type="button" data-afdrukken hidden>${text(language, 'pages:site.print')}</button> <a href="/">${text(language, 'pages:keep.back')}</a></p>
<h2>${text(language, 'pages:keep.conversation')}</h2>
<div class="log">${chatLines(
    view.lines.map((line) => ({ ...line, keep: null })),
    spoken,
  )}</div></div>`;
  return layout({ language, shop, demo, path: '/gesprek/bewaren' }, title, main);
}

/** The link opens the conversation for whoever holds it, so it is made only when it is wanted and shown only once. */
function returnCard({ language, csrf, returnLink }: KeepPage): Html {
  if (returnLink === undefined)
    return html`<div class="card no-print"><h2>${text(language, 'pages:keep.return_title')}</h2>
<p>${text(language, 'pages:keep.return_why')}</p>
<form method="post" action="/gesprek/bewaren"><input type="hidden" name="csrf" value="${csrf}">
<button type="submit" class="primary">${text(language, 'pages:keep.return_make')}</button></form></div>`;
  return html`<div class="card" id="terugkeerlink" tabindex="-1"><h2>${text(language, 'pages:keep.return_made')}</h2>
<p class="number"><a href="${returnLink}">${returnLink.replace(/^https?:\/\//, '')}</a></p>
<p>${text(language, 'pages:keep.return_once')}</p></div>`;
}
