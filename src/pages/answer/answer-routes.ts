import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { AnswerRefusal } from '../../core/application/core-api.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import type { TextKey } from '../../core/text/texts.ts';
import { errorPage } from '../error-page.ts';
import type { Frame } from '../layout.ts';
import type { PagesCore, PageTools, ShopProfile } from '../page-tools.ts';
import { postedForm } from '../posted-form.ts';
import {
  answerSession,
  forgetAnswerSession,
  forgetVisitor,
  keepAnswerSession,
  languageOf,
  visitorOf,
  visitorWhoPosted,
} from '../visitor.ts';
import { answerPage } from './answer-page.ts';
import { codePage, lockedPage, unknownLinkPage } from './locked-page.ts';

/** While a copy is made. */
const LOOK_AGAIN_S = 5;
const FORM_BYTES = 16 * 1024;
const TOKEN = /^[\w-]{16,128}$/;

/** `/verzoek/TOKEN`: status and answer behind a fresh code. Only a POST does anything (row 22). */
export function answerRoutes(
  core: PagesCore,
  tools: PageTools,
): Hono<{ Variables: { frame: Frame & { shop: ShopProfile } } }> {
  const routes = new Hono<{ Variables: { frame: Frame & { shop: ShopProfile } } }>();
  const { answers } = core;

  routes.use(
    '/verzoek/:token/*',
    bodyLimit({ maxSize: FORM_BYTES, onError: (c) => errorPage(c, tools, 413) }),
  );
  // An ended link is still good for this: what it leads to goes to the mailbox, and the page says the same to everybody.
  routes.post('/verzoek/:token/nieuwe-link', async (c) => {
    const token = c.req.param('token');
    const frame = {
      language: languageOf(c, tools),
      shop: await tools.shop(),
      demo: tools.demo,
      path: `/verzoek/${token}`,
    };
    c.header('X-Robots-Tag', 'noindex, nofollow');
    const meant = visitorWhoPosted(c, tools, await postedForm(c)) !== undefined && TOKEN.test(token);
    if (meant) await answers.renew(token);
    const message = meant ? 'pages:answer.new_link_sent' : 'pages:answer_error.form';
    return c.html(endedPage(c, token, frame, message), meant ? 200 : 403);
  });

  routes.use('/verzoek/:token/*', async (c, next) => {
    c.header('X-Robots-Tag', 'noindex, nofollow');
    const token = c.req.param('token');
    const shop = await tools.shop();
    const frame = { language: languageOf(c, tools), shop, demo: tools.demo, path: `/verzoek/${token}` };
    c.set('frame', frame);
    if (!TOKEN.test(token) || !(await answers.known(token)))
      return c.html(endedPage(c, token, frame, undefined), 404);
    await next();
  });

  routes.get('/verzoek/:token', (c) => show(c, c.req.param('token'), c.var.frame, undefined));

  routes.get('/verzoek/:token/code', (c) =>
    c.html(
      codePage({
        ...c.var.frame,
        token: c.req.param('token'),
        csrf: visitorOf(c, tools).csrf,
        error: undefined,
      }),
    ),
  );

  routes.post('/verzoek/:token/code-sturen', async (c) => {
    const token = c.req.param('token');
    if (visitorWhoPosted(c, tools, await postedForm(c)) === undefined)
      return locked(c, token, c.var.frame, 'pages:answer_error.form');
    const sent = await answers.sendCode(token, tools.ipAddress(c));
    if (!sent.ok) return locked(c, token, c.var.frame, answerError(sent.refusal.code));
    return c.redirect(`/verzoek/${token}/code`, 303);
  });

  routes.post('/verzoek/:token/code', async (c) => {
    const token = c.req.param('token');
    const fields = await postedForm(c);
    const visitor = visitorWhoPosted(c, tools, fields);
    if (visitor === undefined) return locked(c, token, c.var.frame, 'pages:answer_error.form');
    const code = typedCode(fields.code);
    const entered = code === '' ? undefined : await answers.enter(token, code, tools.ipAddress(c));
    if (entered?.ok !== true) {
      const error =
        entered === undefined ? 'pages:answer_error.code_empty' : answerError(entered.refusal.code);
      return c.html(codePage({ ...c.var.frame, token, csrf: visitor.csrf, error }), 422);
    }
    keepAnswerSession(c, tools, token, entered.value.session);
    return c.redirect(`/verzoek/${token}`, 303);
  });

  routes.post('/verzoek/:token/download', async (c) => {
    const token = c.req.param('token');
    const session = answerSession(c, tools, token);
    if (visitorWhoPosted(c, tools, await postedForm(c)) === undefined)
      return show(c, token, c.var.frame, 'pages:answer_error.form');
    if (session === undefined) return locked(c, token, c.var.frame, 'pages:answer_error.session_ended');
    const download = await answers.download(token, session);
    if (!download.ok) return show(c, token, c.var.frame, answerError(download.refusal.code));
    const { fileName, content } = download.value;
    return c.body(ReadableStream.from(content), 200, {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
    });
  });

  routes.post('/verzoek/:token/klaar', async (c) => {
    const token = c.req.param('token');
    if (visitorWhoPosted(c, tools, await postedForm(c)) === undefined)
      return show(c, token, c.var.frame, 'pages:answer_error.form');
    forgetAnswerSession(c, tools, token);
    // Who leaves a shared computer here leaves the chat behind too.
    forgetVisitor(c, tools);
    return c.redirect(`/verzoek/${token}/afgesloten`, 303);
  });

  routes.get('/verzoek/:token/afgesloten', (c) =>
    locked(c, c.req.param('token'), c.var.frame, 'pages:answer.left'),
  );

  async function show(
    c: Context,
    token: string,
    frame: Frame & { shop: ShopProfile },
    message: TextKey | undefined,
  ) {
    const session = answerSession(c, tools, token);
    if (session === undefined) return locked(c, token, frame, message);
    const view = await answers.view(token, session);
    if (!view.ok) return locked(c, token, frame, answerError(view.refusal.code));
    const { csrf } = visitorOf(c, tools);
    if (view.value.packing !== undefined) c.header('Refresh', String(LOOK_AGAIN_S));
    return c.html(answerPage({ ...frame, view: view.value, token, csrf, message }));
  }

  function endedPage(c: Context, token: string, frame: Frame, message: TextKey | undefined) {
    return unknownLinkPage({ ...frame, token, csrf: visitorOf(c, tools).csrf, message });
  }

  function locked(c: Context, token: string, frame: Frame, message: TextKey | undefined) {
    return c.html(lockedPage({ ...frame, token, csrf: visitorOf(c, tools).csrf, message }));
  }

  return routes;
}

/** "123 456", "123-456" and a pasted sentence with the code in it all count. */
function typedCode(field: unknown): string {
  if (typeof field !== 'string') return '';
  const digits = /(?<!\d)\d(?:[\s.-]?\d){5}(?!\d)/.exec(field)?.[0];
  return (digits ?? field).replace(/[\s.-]/g, '').slice(0, 64);
}

function answerError(code: AnswerRefusal): TextKey {
  switch (code) {
    case 'answer.link_unknown':
      return 'pages:answer_error.link_unknown';
    case 'answer.session_ended':
      return 'pages:answer_error.session_ended';
    case 'answer.code_wrong':
      return 'pages:answer_error.code_wrong';
    case 'answer.code_expired':
      return 'pages:answer_error.code_expired';
    case 'answer.code_limit':
      return 'pages:answer_error.code_limit';
    case 'answer.code_blocked':
      return 'pages:answer_error.code_blocked';
    case 'answer.not_ready':
      return 'pages:answer_error.not_ready';
    default:
      return assertNever(code);
  }
}
