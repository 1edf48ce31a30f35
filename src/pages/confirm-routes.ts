import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { text } from '../core/text/texts.ts';
import { errorPage } from './error-page.ts';
import type { Frame } from './layout.ts';
import { type Html, layout } from './layout.ts';
import type { PagesCore, PageTools, ShopProfile } from './page-tools.ts';
import { postedForm } from './posted-form.ts';
import { languageOf, visitorOf, visitorWhoPosted } from './visitor.ts';

const FORM_BYTES = 16 * 1024;
const TOKEN = /^[\w-]{16,128}$/;

/** `/bevestig/TOKEN`, linked from the code mail: "was u dit niet?". A GET only shows (row 22, R7). */
export function confirmRoutes(core: PagesCore, tools: PageTools): Hono {
  const routes = new Hono();
  const limit = bodyLimit({ maxSize: FORM_BYTES, onError: (c) => errorPage(c, tools, 413) });

  routes.get('/bevestig/:token', async (c) => {
    const token = c.req.param('token');
    const frame = await frameOf(languageOf(c, tools), token);
    c.header('X-Robots-Tag', 'noindex, nofollow');
    if (!TOKEN.test(token) || !(await core.answers.reportKnown(token)))
      return c.html(notInUsePage(frame), 404);
    return c.html(askPage(frame, token, visitorOf(c, tools).csrf));
  });

  routes.post('/bevestig/:token', limit, async (c) => {
    const token = c.req.param('token');
    const frame = await frameOf(languageOf(c, tools), token);
    c.header('X-Robots-Tag', 'noindex, nofollow');
    if (visitorWhoPosted(c, tools, await postedForm(c)) === undefined)
      return c.html(askPage(frame, token, visitorOf(c, tools).csrf), 403);
    const reported = TOKEN.test(token) ? await core.answers.reportNotMe(token) : undefined;
    if (reported?.ok !== true) return c.html(notInUsePage(frame), 404);
    return c.html(reportedPage(frame));
  });

  async function frameOf(language: Frame['language'], token: string) {
    return { language, shop: await tools.shop(), demo: tools.demo, path: `/bevestig/${token}` };
  }

  return routes;
}

function askPage(frame: Frame, token: string, csrf: string): Html {
  const { language } = frame;
  const title = text(language, 'pages:not_me.title');
  const main = html`<div class="narrow"><h1>${title}</h1><p class="lead">${text(language, 'pages:not_me.lead')}</p>
<p>${text(language, 'pages:not_me.nothing')}</p><p>${text(language, 'pages:not_me.was_me')}</p>
<div class="card"><p>${text(language, 'pages:not_me.effect')}</p>
<form method="post" action="/bevestig/${token}"><input type="hidden" name="csrf" value="${csrf}">
<button type="submit" class="primary">${text(language, 'pages:not_me.button')}</button></form></div></div>`;
  return layout(frame, title, main);
}

function reportedPage(frame: Frame & { readonly shop: ShopProfile }): Html {
  const { language, shop } = frame;
  const title = text(language, 'pages:not_me.done_title');
  const contact = text(language, 'pages:not_me.done_contact', { email: shop.email, phone: shop.phone });
  const main = html`<div class="narrow"><h1>${title}</h1><p class="lead">${text(language, 'pages:not_me.done')}</p><p>${contact}</p></div>`;
  return layout(frame, title, main);
}

/** Used, ended or mistyped: whoever holds it is told that nothing can happen. */
function notInUsePage(frame: Frame & { readonly shop: ShopProfile }): Html {
  const { language, shop } = frame;
  const title = text(language, 'pages:not_me.unknown_title');
  const contact = text(language, 'pages:not_me.done_contact', { email: shop.email, phone: shop.phone });
  const main = html`<div class="narrow"><h1>${title}</h1><p class="lead">${text(language, 'pages:not_me.unknown')}</p><p>${contact}</p></div>`;
  return layout(frame, title, main);
}
