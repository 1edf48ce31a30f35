import { html } from 'hono/html';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import { text } from '../../core/text/texts.ts';
import { type Html, layout } from '../layout.ts';
import type { ShopProfile } from '../page-tools.ts';

/** After "klaar": says that nothing can be seen here any more, and that a request goes on. */
export function donePage(page: {
  readonly language: ReplyLanguage;
  readonly shop: ShopProfile;
  readonly demo: boolean;
  /** A return link still opens the conversation. */
  readonly kept: boolean;
}): Html {
  const { language } = page;
  const title = text(language, 'pages:done.title');
  const main = html`<div class="narrow" data-afgesloten><h1>${title}</h1>
<p class="lead">${text(language, 'pages:done.lead')}</p><p>${text(language, 'pages:done.goes_on')}</p>
${page.kept ? html`<p>${text(language, 'pages:done.kept')}</p>` : ''}
<p><a class="button" href="/">${text(language, 'pages:done.again')}</a></p></div>`;
  return layout({ ...page, path: '/gesprek/klaar' }, title, main);
}
