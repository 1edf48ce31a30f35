import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { type TextKey, text } from '../core/text/texts.ts';
import { layout } from './layout.ts';
import type { PageTools } from './page-tools.ts';
import { languageOf } from './visitor.ts';

const ERRORS = {
  400: ['pages:error.bad_title', 'pages:error.bad'],
  403: ['pages:error.bad_title', 'pages:error.bad'],
  404: ['pages:error.not_found_title', 'pages:error.not_found'],
  413: ['pages:error.too_large_title', 'pages:error.too_large'],
  421: ['pages:error.other_host_title', 'pages:error.other_host'],
  429: ['pages:error.busy_title', 'pages:error.busy'],
  500: ['pages:error.broken_title', 'pages:error.broken'],
  503: ['pages:error.unavailable_title', 'pages:error.unavailable'],
} as const satisfies Record<number, readonly [TextKey, TextKey]>;

export type ErrorStatus = keyof typeof ERRORS;

/** A calm page, or its words as JSON for the page's own script. Says nothing about the cause. */
export function errorPage(
  c: Context,
  tools: Pick<PageTools, 'demo' | 'language' | 'publicUrl'>,
  status: ErrorStatus,
) {
  const language = languageOf(c, tools);
  const [title, key] = ERRORS[status];
  const words = text(language, key, { address: tools.publicUrl });
  c.header('Cache-Control', 'no-store');
  if (status === 429 || status === 503) c.header('Retry-After', '60');
  if (wantsJson(c)) return c.json({ error: words }, status);
  const main = html`<div class="narrow error-page"><p class="status-code" aria-hidden="true">${status}</p>
<h1>${text(language, title)}</h1><p>${words}</p><p>${text(language, 'pages:error.contact')}</p>
<p><a class="button" href="${status === 421 ? `${tools.publicUrl}/` : '/'}">${text(language, 'pages:error.home')}</a></p></div>`;
  const frame = { language, shop: undefined, demo: tools.demo, path: '/' };
  return c.html(layout(frame, text(language, title), main), status);
}

/** Whether the page's own script asks, which shows words and no page. */
export function wantsJson(c: Context): boolean {
  return c.req.header('Accept')?.startsWith('application/json') === true;
}

/** For the whole site: main hangs them on the root, so that an unknown address and a bug look the same as here. */
export function errorHandlers(
  tools: Pick<PageTools, 'demo' | 'language' | 'publicUrl'>,
  report: (error: Error) => void,
): { readonly notFound: NotFoundHandler; readonly onError: ErrorHandler } {
  return {
    notFound: (c) => errorPage(c, tools, 404),
    onError: (error, c) => {
      if (error instanceof HTTPException) return errorPage(c, tools, knownStatus(error.status));
      report(error);
      return errorPage(c, tools, 500);
    },
  };
}

function knownStatus(status: number): ErrorStatus {
  switch (status) {
    case 403:
    case 404:
    case 413:
    case 421:
    case 429:
    case 503:
      return status;
    default:
      return status < 500 ? 400 : 500;
  }
}
