import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { assertNever } from '../../core/kernel/assert-never.ts';
import { countedNetwork } from '../../core/kernel/counted-network.ts';
import { newToken } from '../../core/kernel/ids.ts';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import { renderMessage } from '../../core/text/render-message.ts';
import { type TextKey, text } from '../../core/text/texts.ts';
import { errorPage, wantsJson } from '../error-page.ts';
import { layout } from '../layout.ts';
import type { PagesCore, PageTools } from '../page-tools.ts';
import { type PostedForm, postedForm } from '../posted-form.ts';
import {
  forgetVisitor,
  languageOf,
  type Visitor,
  visitorIfAny,
  visitorOf,
  visitorWhoPosted,
} from '../visitor.ts';
import { chatUpdate, openChat } from './chat-session.ts';
import { chatStream, LATER } from './chat-stream.ts';
import { typedChoice } from './chat-view.ts';
import { donePage } from './done-page.ts';
import { EXAMPLES, homePage } from './home-page.ts';
import { keepPage } from './keep-page.ts';
import { retryPage, typedWords } from './retry-page.ts';
import { createStreamPlaces } from './stream-places.ts';

/** A message of 100 kB of the heaviest characters still arrives whole; the core answers it (R24). */
const POST_BYTES = 640 * 1024;
/** The longest label of a choice; anything longer was not meant as one. */
const CHOICE_CHARACTERS = 100;

interface HomeState {
  readonly typed: string;
  readonly error?: TextKey;
  readonly status?: 200 | 403 | 422 | 429;
}

/** `/` and what the web chat needs; works without the page's script. */
export function chatRoutes(core: PagesCore, tools: PageTools): Hono {
  const routes = new Hono();
  const places = createStreamPlaces();
  const large = bodyLimit({ maxSize: POST_BYTES, onError: (c) => errorPage(c, tools, 413) });

  routes.get('/', async (c) => {
    const language = languageOf(c, tools);
    const example = EXAMPLES[Number(c.req.query('vraag')) - 1];
    const typed = example === undefined ? '' : text(language, example);
    return home(c, visitorOf(c, tools), language, { typed });
  });

  routes.post('/gesprek', large, async (c) => {
    const language = languageOf(c, tools);
    const fields = await postedForm(c);
    const visitor = visitorWhoPosted(c, tools, fields);
    if (visitor === undefined) {
      if (wantsJson(c))
        return c.json({ error: text(language, 'pages:chat_error.session'), session: false }, 403);
      return home(c, visitorOf(c, tools), language, {
        typed: typedWords(fields),
        error: 'pages:chat_error.session',
        status: 403,
      });
    }
    try {
      return await take(c, visitor, language, fields);
    } catch (failure) {
      tools.report(failure);
      c.header('Retry-After', '60');
      if (wantsJson(c)) return c.json({ error: text(language, 'pages:chat_error.not_sent') }, 503);
      return c.html(retryPage({ language, demo: tools.demo, csrf: visitor.csrf, fields }), 503);
    }
  });

  routes.get('/gesprek/stroom', async (c) => {
    const visitor = visitorIfAny(c, tools);
    // 204 tells an EventSource to stop asking.
    if (visitor === undefined || !(await hasConversation(visitor))) return c.body(null, 204);
    const headers = {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // Nothing else comes over this connection, so that it is gone when the stream ends.
      Connection: 'close',
      'X-Accel-Buffering': 'no',
    };
    const ipAddress = tools.ipAddress(c);
    const ended = places.take(visitor.key, ipAddress && countedNetwork(ipAddress.reveal()));
    // Refused by a status an EventSource gives up; so it is told when to come back (HTML, 9.2.6 "retry").
    if (ended === undefined) return c.body(LATER, 200, headers);
    const shown = Number(c.req.header('Last-Event-ID') ?? c.req.query('na'));
    const after = Number.isSafeInteger(shown) ? shown : 0;
    const language = languageOf(c, tools);
    return c.body(chatStream({ core, tools, visitor, language, after, ended }), 200, headers);
  });

  routes.get('/gesprek/bewaren', async (c) => {
    const language = languageOf(c, tools);
    const visitor = visitorIfAny(c, tools);
    if (visitor === undefined) return c.redirect('/', 303);
    return keep(c, visitor, language, undefined);
  });

  routes.post('/gesprek/bewaren', large, async (c) => {
    const language = languageOf(c, tools);
    const visitor = visitorWhoPosted(c, tools, await postedForm(c));
    if (visitor === undefined) return c.redirect('/', 303);
    const secret = await core.transcripts.makeReturn('web', visitor.key);
    return keep(c, visitor, language, secret && `${tools.publicUrl}/gesprek/terug/${secret}`);
  });

  routes.post('/gesprek/klaar', large, async (c) => {
    const visitor = visitorWhoPosted(c, tools, await postedForm(c));
    if (visitor === undefined) return c.redirect('/', 303);
    forgetVisitor(c, tools);
    const { kept } = await core.transcripts.leave('web', visitor.key).catch((failure: unknown) => {
      tools.report(failure);
      return { kept: false };
    });
    return c.redirect(kept ? '/gesprek/klaar?link=1' : '/gesprek/klaar', 303);
  });

  routes.get('/gesprek/klaar', async (c) => {
    const shop = await tools.shop();
    const kept = c.req.query('link') !== undefined;
    return c.html(donePage({ language: languageOf(c, tools), shop, demo: tools.demo, kept }));
  });

  /** Without a database nobody knows; the stream then ends and the browser asks again. */
  function hasConversation({ key }: Visitor): Promise<boolean> {
    return core.transcripts.language('web', key).then(
      (language) => language !== undefined,
      () => true,
    );
  }

  async function keep(c: Context, visitor: Visitor, language: ReplyLanguage, returnLink: string | undefined) {
    const chat = await openChat(core, tools, visitor.key, language);
    return c.html(keepPage(chat, { language, demo: tools.demo, csrf: visitor.csrf, returnLink }));
  }

  async function take(c: Context, visitor: Visitor, language: ReplyLanguage, fields: PostedForm) {
    const before = await openChat(core, tools, visitor.key, language);
    const taken = await tools.take({
      conversationKey: visitor.key,
      fields: withTypedChoice(fields, before.view.choices),
      receivedAt: tools.clock.now(),
      language,
      ipAddress: tools.ipAddress(c),
    });
    switch (taken) {
      case 'malformed':
        return errorPage(c, tools, 400);
      case 'closed':
        return errorPage(c, tools, 503);
      case 'empty':
        if (wantsJson(c)) return c.json({ error: text(language, 'pages:chat_error.empty') }, 422);
        return home(c, visitor, language, { typed: '', error: 'pages:chat_error.empty', status: 422 });
      case 'refused': {
        c.header('Retry-After', '86400');
        if (wantsJson(c)) return c.json({ error: text(language, 'pages:chat_error.too_many') }, 429);
        const typed = typedWords(fields);
        return home(c, visitor, language, { typed, error: 'pages:chat_error.too_many', status: 429 });
      }
      case 'stored':
      case 'duplicate':
      case 'ignored':
        return replied(c, visitor, language, fields, before.view.last);
      default:
        return assertNever(taken);
    }
  }

  async function home(c: Context, visitor: Visitor, language: ReplyLanguage, state: HomeState) {
    const { view, shop, spoken } = await openChat(core, tools, visitor.key, language);
    const { paragraphs: notice } = renderMessage(
      { kind: 'first_notice', channel: 'web' },
      language,
      shop,
      tools.publicUrl,
    );
    const marks = { csrf: visitor.csrf, messageId: newToken() };
    const page = { language, spoken, shop, view, notice, marks, typed: state.typed, error: state.error };
    const frame = { language, shop, demo: tools.demo, path: '/', chat: true };
    return c.html(layout(frame, text(language, 'pages:home.title'), homePage(page)), state.status ?? 200);
  }

  async function replied(
    c: Context,
    visitor: Visitor,
    language: ReplyLanguage,
    fields: PostedForm,
    before: number,
  ) {
    const chat = await openChat(core, tools, visitor.key, language);
    if (wantsJson(c)) {
      const shown = Number(fields.na);
      return c.json(await chatUpdate(chat, visitor, Number.isSafeInteger(shown) ? shown : before));
    }
    const first = chat.view.lines.find((line) => line.sequence > before) ?? chat.view.lines.at(-1);
    return c.redirect(first === undefined ? '/' : `/#bericht-${first.sequence}`, 303);
  }

  return routes;
}

/** A choice counts when it is tapped and when it is typed (R39). */
function withTypedChoice(fields: PostedForm, choices: readonly { id: string; label: string }[]): PostedForm {
  const { tekst, keuze } = fields;
  if (keuze !== undefined || typeof tekst !== 'string' || tekst.length > CHOICE_CHARACTERS) return fields;
  const choice = typedChoice(tekst, choices);
  return choice === undefined ? fields : { ...fields, keuze: choice };
}
