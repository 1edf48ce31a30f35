import { Hono } from 'hono';
import { answerRoutes } from './answer/answer-routes.ts';
import { assetRoutes } from './assets.ts';
import { caughtMailPage } from './caught-mail-page.ts';
import { chatRoutes } from './chat/chat-routes.ts';
import { returnRoutes } from './chat/return-routes.ts';
import { confirmRoutes } from './confirm-routes.ts';
import { errorHandlers } from './error-page.ts';
import type { PagesCore, PageTools } from './page-tools.ts';
import { privacyRoutes } from './privacy-routes.ts';
import { transmissionRoutes } from './transmission/transmission-routes.ts';
import { languageOf } from './visitor.ts';

const CAUGHT_MAILS = 50;

/**
 * The customer's pages, to be mounted at the root of the site, which hangs `errorHandlers` on itself: an address that
 * nobody knows is no page's own.
 */
export function createPages(core: PagesCore, tools: PageTools): Hono {
  const pages = new Hono();
  pages.onError(errorHandlers(tools, tools.report).onError);

  pages.route('/', assetRoutes());

  // Made for one visitor: nothing of it may stay behind in a browser or a proxy.
  for (const path of [
    '/',
    '/privacy',
    '/privacy/*',
    '/gesprek/*',
    '/verzoek/*',
    '/bevestig/*',
    '/overdracht/*',
    '/overdracht-stoppen/*',
    '/demo/*',
  ]) {
    pages.use(path, async (c, next) => {
      c.header('Cache-Control', 'no-store');
      c.header('Referrer-Policy', 'no-referrer');
      await next();
    });
  }

  pages.get('/robots.txt', (c) =>
    c.text(
      'User-agent: *\nDisallow: /verzoek/\nDisallow: /bevestig/\nDisallow: /overdracht/\nDisallow: /overdracht-stoppen/\nDisallow: /gesprek/\n',
    ),
  );

  pages.route('/', privacyRoutes(core, tools));
  pages.route('/', chatRoutes(core, tools));
  pages.route('/', returnRoutes(core, tools));
  pages.route('/', answerRoutes(core, tools));
  pages.route('/', confirmRoutes(core, tools));
  pages.route('/', transmissionRoutes(core, tools));

  if (tools.demo) {
    pages.get('/demo/post', async (c) => {
      const mails = await core.desk.caughtMail(CAUGHT_MAILS);
      const page = { language: languageOf(c, tools), shop: await tools.shop(), publicUrl: tools.publicUrl };
      return c.html(caughtMailPage({ ...page, mails }));
    });
  }
  return pages;
}
