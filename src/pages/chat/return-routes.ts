import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { text } from '../../core/text/texts.ts';
import { errorPage } from '../error-page.ts';
import { type Frame, type Html, layout } from '../layout.ts';
import type { PagesCore, PageTools, ShopProfile } from '../page-tools.ts';
import { postedForm } from '../posted-form.ts';
import { keepVisitor, languageOf, visitorOf, visitorWhoPosted } from '../visitor.ts';

const FORM_BYTES = 16 * 1024;
/** What somebody may type over from paper. */
const SECRET = /^[\w %-]{16,60}$/;

/**
 * `/gesprek/terug/SECRET`: who has no confirmed address comes back to the conversation when the session is over (R39).
 * A GET only shows, so a scanner that opens links ends no session of anybody; a number opens nothing (R12).
 */
export function returnRoutes(core: PagesCore, tools: PageTools): Hono {
  const routes = new Hono();
  const limit = bodyLimit({ maxSize: FORM_BYTES, onError: (c) => errorPage(c, tools, 413) });

  async function keyOf(secret: string): Promise<string | undefined> {
    return SECRET.test(secret) ? core.transcripts.openReturn('web', secret) : undefined;
  }

  async function frameOf(language: Frame['language']) {
    return { language, shop: await tools.shop(), demo: tools.demo, path: '/' };
  }

  routes.get('/gesprek/terug/:secret', async (c) => {
    const secret = c.req.param('secret');
    const frame = await frameOf(languageOf(c, tools));
    c.header('X-Robots-Tag', 'noindex, nofollow');
    if ((await keyOf(secret)) === undefined) return c.html(unknownPage(frame), 404);
    return c.html(openPage(frame, secret, visitorOf(c, tools).csrf));
  });

  routes.post('/gesprek/terug/:secret', limit, async (c) => {
    const secret = c.req.param('secret');
    const frame = await frameOf(languageOf(c, tools));
    const key = await keyOf(secret);
    if (key === undefined) return c.html(unknownPage(frame), 404);
    if (visitorWhoPosted(c, tools, await postedForm(c)) === undefined)
      return c.html(openPage(frame, secret, visitorOf(c, tools).csrf), 403);
    keepVisitor(c, tools, key);
    return c.redirect('/#gesprek', 303);
  });

  return routes;
}

function openPage(frame: Frame, secret: string, csrf: string): Html {
  const { language } = frame;
  const title = text(language, 'pages:return.title');
  const main = html`<div class="narrow"><h1>${title}</h1><p class="lead">${text(language, 'pages:return.lead')}</p>
<div class="card"><form method="post" action="/gesprek/terug/${encodeURIComponent(secret)}"><input type="hidden" name="csrf" value="${csrf}">
<button type="submit" class="primary">${text(language, 'pages:return.open')}</button></form>
<p class="hint">${text(language, 'pages:return.shared')}</p></div></div>`;
  return layout(frame, title, main);
}

/** Mistyped, made anew since, or removed with its conversation: all look the same. */
function unknownPage(frame: Frame & { readonly shop: ShopProfile }): Html {
  const { language, shop } = frame;
  const title = text(language, 'pages:return.unknown_title');
  const contact = text(language, 'pages:return.unknown', { email: shop.email, phone: shop.phone });
  const main = html`<div class="narrow"><h1>${title}</h1><p class="lead">${contact}</p><p><a class="button" href="/">${text(language, 'pages:done.again')}</a></p></div>`;
  return layout(frame, title, main);
}
