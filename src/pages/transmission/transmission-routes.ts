import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { TextKey } from '../../core/text/texts.ts';
import { errorPage } from '../error-page.ts';
import type { Frame } from '../layout.ts';
import type { PagesCore, PageTools } from '../page-tools.ts';
import { postedForm } from '../posted-form.ts';
import { languageOf, visitorOf, visitorWhoPosted } from '../visitor.ts';
import { collectPage, endedPage, stopPage, stoppedPage } from './transmission-pages.ts';

const FORM_BYTES = 16 * 1024;
const TOKEN = /^[\w-]{16,128}$/;

/**
 * `/overdracht/TOKEN`: another controller collects what a customer takes along, with the customer's code (AVG 20(2)).
 * `/overdracht-stoppen/TOKEN`: the customer stops it. A GET only shows (row 22).
 */
export function transmissionRoutes({ transmissions }: PagesCore, tools: PageTools): Hono {
  const routes = new Hono();
  const limit = bodyLimit({ maxSize: FORM_BYTES, onError: (c) => errorPage(c, tools, 413) });

  routes.get('/overdracht/:token', (c) => collect(c, c.req.param('token'), undefined));

  routes.post('/overdracht/:token', limit, async (c) => {
    const token = c.req.param('token');
    const fields = await postedForm(c);
    if (visitorWhoPosted(c, tools, fields) === undefined)
      return collect(c, token, 'pages:transmission_error.form');
    const code = typeof fields.code === 'string' ? fields.code.slice(0, 64) : '';
    if (!/\d/.test(code)) return collect(c, token, 'pages:transmission_error.code_empty');
    const taken = TOKEN.test(token) ? await transmissions.take(token, code, tools.ipAddress(c)) : undefined;
    // Of a link that works no more the page itself says so.
    if (taken?.ok !== true)
      return collect(c, token, taken === undefined ? undefined : `refusals:${taken.refusal.code}`);
    const { fileName, content } = taken.value;
    c.header('X-Robots-Tag', 'noindex, nofollow');
    return c.body(ReadableStream.from(content), 200, {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
    });
  });

  routes.get('/overdracht-stoppen/:token', async (c) => {
    const token = c.req.param('token');
    const frame = await frameOf(c);
    return TOKEN.test(token) && (await transmissions.stoppable(token))
      ? c.html(stopPage({ ...frame, token, csrf: visitorOf(c, tools).csrf }))
      : c.html(endedPage(frame), 404);
  });

  routes.post('/overdracht-stoppen/:token', limit, async (c) => {
    const token = c.req.param('token');
    const frame = await frameOf(c);
    if (visitorWhoPosted(c, tools, await postedForm(c)) === undefined)
      return c.html(stopPage({ ...frame, token, csrf: visitorOf(c, tools).csrf }), 403);
    const stopped = TOKEN.test(token) ? await transmissions.stopAsCustomer(token) : undefined;
    return stopped?.ok === true ? c.html(stoppedPage(frame)) : c.html(endedPage(frame), 404);
  });

  /** Unknown, stopped, ended and used look the same (R12). */
  async function collect(c: Context, token: string, error: TextKey | undefined) {
    const frame = await frameOf(c);
    const until = TOKEN.test(token) ? await transmissions.known(token) : undefined;
    if (until === undefined) return c.html(endedPage(frame), 404);
    const { csrf } = visitorOf(c, tools);
    return c.html(collectPage({ ...frame, token, csrf, until, error }), error === undefined ? 200 : 422);
  }

  async function frameOf(
    c: Context,
  ): Promise<Frame & { readonly shop: Awaited<ReturnType<PageTools['shop']>> }> {
    c.header('X-Robots-Tag', 'noindex, nofollow');
    return { language: languageOf(c, tools), shop: await tools.shop(), demo: tools.demo, path: c.req.path };
  }

  return routes;
}
