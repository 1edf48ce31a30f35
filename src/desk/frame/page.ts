import { html } from 'hono/html';
import type { TextKey } from '../../core/text/texts.ts';
import { csrfField } from './fields.ts';
import type { Html } from './html.ts';
import { type Notice, noticeBox, noticeOf } from './notice.ts';
import type { View } from './view.ts';

const SECTIONS = [
  { id: 'today', href: '/balie', label: 'desk:nav.today' },
  { id: 'closed', href: '/balie/afgehandeld', label: 'desk:nav.closed' },
  { id: 'sources', href: '/balie/bronnen/jouwweb', label: 'desk:nav.sources' },
  { id: 'register', href: '/balie/register', label: 'desk:nav.register' },
  { id: 'shop', href: '/balie/winkel', label: 'desk:nav.shop' },
] as const satisfies readonly { id: string; href: string; label: TextKey }[];

export interface PageHead {
  readonly title: string;
  readonly section?: (typeof SECTIONS)[number]['id'];
  readonly charts?: true;
  /** Replaces the notice of what was just done. */
  readonly notice?: Notice | undefined;
}

/** A whole page. The body holds no h1: the title is the page's heading unless `body` brings its own header. */
export function page(view: View, head: PageHead, body: Html): Html {
  const { words, staff } = view;
  return html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${head.title} · ${words.t('desk:nav.brand')}</title>
<link rel="stylesheet" href="/balie/assets/desk.css">
<link rel="stylesheet" href="/balie/assets/forms.css">
${head.charts === true ? html`<link rel="stylesheet" href="/balie/assets/charts.css">` : ''}
<link rel="icon" href="/balie/assets/desk.svg" type="image/svg+xml">
<script src="/balie/assets/desk.js" defer></script>
</head>
<body>
<a class="skip" href="#inhoud">${words.t('desk:nav.skip')}</a>
${demoBanner(view)}
<header class="top">
  <div class="top-inner">
    <a class="brand" href="/balie">${words.t('desk:nav.brand')}</a>
    ${staff === undefined ? '' : navigation(view, staff.name, head.section)}
  </div>
</header>
<main id="inhoud">
  ${noticeBox(head.notice ?? noticeOf(view))}
  ${body}
</main>
</body>
</html>`;
}

function demoBanner({ words, tools }: View): Html | '' {
  if (!tools.demo) return '';
  return html`<aside class="demo" aria-label="${words.t('desk:demo.label')}">
  <p>${words.t('desk:demo.banner')} <a href="/demo/post">${words.t('desk:demo.mail')}</a></p>
</aside>`;
}

function navigation(view: View, name: string, section: PageHead['section']): Html {
  const { words } = view;
  return html`<nav aria-label="${words.t('desk:nav.label')}">
    <ul>
      ${SECTIONS.map(({ id, href, label }) => html`<li><a href="${href}" ${id === section ? html`aria-current="page"` : ''}>${words.t(label)}</a></li>`)}
    </ul>
  </nav>
  <form class="sign-out" method="post" action="/balie/afmelden">
    ${csrfField(view)}
    <span>${name}</span>
    <button class="plain" type="submit">${words.t('desk:nav.sign_out')}</button>
  </form>`;
}

/** A page with one message and a way on: not found, not allowed, ended. */
export function messagePage(
  view: View,
  title: string,
  paragraphs: readonly string[],
  link: { readonly href: string; readonly label: string },
): Html {
  return page(
    view,
    { title },
    html`<div class="narrow"><h1>${title}</h1>
  ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
  <p><a class="button" href="${link.href}">${link.label}</a></p></div>`,
  );
}
