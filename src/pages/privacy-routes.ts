import { type Context, Hono } from 'hono';
import { deskNotice } from '../core/text/desk-notice-sections.ts';
import { generalPolicySections } from '../core/text/policy-answer.ts';
import { errorPage } from './error-page.ts';
import type { PagesCore, PageTools } from './page-tools.ts';
import { differencePage, versionPage } from './policy-version-pages.ts';
import { privacyPage } from './privacy-page.ts';
import { languageOf } from './visitor.ts';

const NUMBER = '[1-9][0-9]{0,5}';

/** The policy in force, every version that customers were told, and what changed between two of them. */
export function privacyRoutes({ policies }: PagesCore, tools: PageTools): Hono {
  const routes = new Hono();
  const frameOf = async (c: Context) => ({
    language: languageOf(c, tools),
    shop: await tools.shop(),
    demo: tools.demo,
  });

  routes.get('/privacy', async (c) => {
    const frame = await frameOf(c);
    const general = generalPolicySections(frame.language, frame.shop);
    const desk = deskNotice(frame.language, frame.shop);
    return c.html(privacyPage({ ...frame, general, desk, versions: await policies.versions() }));
  });

  routes.get(`/privacy/versie/:number{${NUMBER}}`, async (c) => {
    const version = await policies.version(Number(c.req.param('number')));
    if (version === undefined) return errorPage(c, tools, 404);
    return c.html(versionPage(await frameOf(c), version));
  });

  // Two lists of a form: the page itself has an address that can be kept.
  routes.get('/privacy/verschil', (c) => {
    const [from, to] = [c.req.query('van') ?? '', c.req.query('naar') ?? ''];
    const fine = [from, to].every((number) => new RegExp(`^${NUMBER}$`).test(number));
    return fine ? c.redirect(`/privacy/verschil/${from}/${to}`, 303) : errorPage(c, tools, 404);
  });

  routes.get(`/privacy/verschil/:from{${NUMBER}}/:to{${NUMBER}}`, async (c) => {
    const numbers = [Number(c.req.param('from')), Number(c.req.param('to'))] as const;
    const versions = await policies.versions();
    const [from, to] = numbers.map((number) => versions.find((one) => one.number === number));
    const changes = await policies.differences(...numbers);
    if (from === undefined || to === undefined || changes === undefined) return errorPage(c, tools, 404);
    return c.html(differencePage(await frameOf(c), [from, to], changes));
  });
  return routes;
}
