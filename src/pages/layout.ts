import { html } from 'hono/html';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import { text } from '../core/text/texts.ts';
import { assetPath } from './assets.ts';
import type { ShopProfile } from './page-tools.ts';

export type Html = ReturnType<typeof html>;

export interface Frame {
  readonly language: ReplyLanguage;
  /** Absent on an error page: the shop's row may be what cannot be read. */
  readonly shop: ShopProfile | undefined;
  readonly demo: boolean;
  /** Where this page is, for the language switch. */
  readonly path: string;
  readonly chat?: boolean;
}

/** A whole page around `main`. Everything that is put into it is escaped. */
export function layout(frame: Frame, title: string, main: Html): Html {
  const { language, shop } = frame;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} – ${shop?.name ?? text(language, 'pages:site.name')}</title>
<link rel="stylesheet" href="${assetPath('css')}">
<link rel="icon" href="${assetPath('icon.svg')}" type="image/svg+xml">
<script type="module" src="${assetPath('page.js')}"></script>
${frame.chat === true ? html`<script type="module" src="${assetPath('chat.js')}"></script>` : ''}
</head>
<body>
<a class="skip" href="#inhoud">${text(language, 'pages:site.skip')}</a>
${frame.demo ? demoBanner(language) : ''}
${header(frame)}
<main id="inhoud" tabindex="-1">
${main}
</main>
${shop === undefined ? '' : footer(language, shop)}
</body>
</html>`;
}

function demoBanner(language: ReplyLanguage): Html {
  return html`<aside class="demo" aria-label="Demo"><p>${text(language, 'pages:demo.banner')} <a href="/demo/post">${text(language, 'pages:demo.mail_link')}</a></p></aside>`;
}

function header(frame: Frame): Html {
  const { language, path } = frame;
  const other: ReplyLanguage = language === 'nl' ? 'en' : 'nl';
  const item = (href: string, label: string) =>
    html`<li><a href="${href}" ${frame.shop !== undefined && path === href ? html`aria-current="page"` : ''}>${label}</a></li>`;
  return html`<header class="top"><div class="wide">
<a class="brand" href="/"><img src="${assetPath('icon.svg')}" alt="" width="32" height="32"><span><b>${text(language, 'pages:site.name')}</b>${frame.shop === undefined ? '' : html` <small>${frame.shop.name}</small>`}</span></a>
<nav aria-label="${text(language, 'pages:site.menu')}"><ul>
${item('/', text(language, 'pages:site.chat'))}
${item('/privacy', text(language, 'pages:site.policy'))}
<li><a href="${path}?taal=${other}" lang="${other}" hreflang="${other}" rel="nofollow">${other === 'nl' ? 'Nederlands' : 'English'}</a></li>
</ul></nav>
</div></header>`;
}

function footer(language: ReplyLanguage, shop: ShopProfile): Html {
  return html`<footer class="bottom"><div class="wide">
<p><strong>${shop.name}</strong>, ${shop.address}</p>
<p><a href="mailto:${shop.email}">${shop.email}</a> · ${text(language, 'pages:site.phone', { phone: shop.phone })}</p>
<p>${policyLink(shop, text(language, 'pages:site.official_policy', { shop: shop.name }))}</p>
</div></footer>`;
}

/** The owner types the address of the policy: only http(s) becomes a link. */
export function policyLink(shop: ShopProfile, label: string): Html {
  return /^https?:\/\//.test(shop.policyUrl)
    ? html`<a href="${shop.policyUrl}" rel="noreferrer">${label}</a>`
    : html`${label}`;
}
