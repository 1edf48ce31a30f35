import { html } from 'hono/html';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import { momentInWords, text } from '../core/text/texts.ts';
import { type Html, layout } from './layout.ts';
import type { PagesCore, ShopProfile } from './page-tools.ts';

type CaughtMail = Awaited<ReturnType<PagesCore['desk']['caughtMail']>>[number];

/** Demo only: what would have been mailed. Links to this site work; everything else is plain text. */
export function caughtMailPage(page: {
  readonly language: ReplyLanguage;
  readonly shop: ShopProfile;
  readonly publicUrl: string;
  readonly mails: readonly CaughtMail[];
}): Html {
  const { language, mails, publicUrl } = page;
  const title = text(language, 'pages:caught.title');
  const main = html`<div class="narrow"><h1>${title}</h1><p class="lead">${text(language, 'pages:caught.lead')}</p>
<p class="actions"><a class="button" href="/demo/post">${text(language, 'pages:caught.reload')}</a></p>
${mails.length === 0 ? html`<p>${text(language, 'pages:caught.none')}</p>` : ''}
${mails.map((mail) => caught(mail, language, publicUrl))}</div>`;
  return layout({ ...page, demo: true, path: '/demo/post' }, title, main);
}

function caught(mail: CaughtMail, language: ReplyLanguage, publicUrl: string): Html {
  const id = `mail-${mail.id}`;
  return html`<article class="mail card" aria-labelledby="${id}"><h2 id="${id}">${mail.unreadable === true ? text(language, 'pages:caught.unreadable') : mail.subject}</h2>
<p class="hint">${text(language, 'pages:caught.to')}: <b>${mail.to}</b> · ${text(language, 'pages:caught.at')}: <time datetime="${mail.at.toISOString()}">${momentInWords(language, mail.at)}</time></p>
<p class="words" dir="auto">${withOwnLinks(mail.text, publicUrl)}</p></article>`;
}

function withOwnLinks(words: string, publicUrl: string): Html {
  const parts = words.split(/(https?:\/\/[^\s<>"']*[\w/#-])/);
  return html`${parts.map((part) =>
    part.startsWith(`${publicUrl}/`) ? html`<a href="${part.slice(publicUrl.length)}">${part}</a>` : part,
  )}`;
}
