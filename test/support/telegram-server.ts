import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ApiError, type ApiParameters, type Args, isRecord, type Json } from './telegram/api-answer.ts';
import { botMethods, type CallbackBook } from './telegram/bot-methods.ts';
import { ChatBook, type Message } from './telegram/chat-book.ts';
import { customerSide } from './telegram/customer-side.ts';
import { FloodGate, type FloodLimits, TELEGRAM_LIMITS } from './telegram/flood-gate.ts';
import { type ServerClock, systemServerClock } from './telegram/server-clock.ts';
import { UpdateQueue } from './telegram/update-queue.ts';
import { WebhookActor } from './telegram/webhook-actor.ts';

export interface TelegramServerOptions {
  readonly token?: string;
  readonly clock?: ServerClock;
  /** False: webhook addresses as the public server wants them. True (default): as one's own Bot API server. */
  readonly local?: boolean;
  readonly limits?: Partial<FloodLimits>;
}

export interface Failure {
  readonly status: number;
  readonly times?: number;
  readonly retryAfter?: number;
  readonly description?: string;
  /** Not an answer of the Bot API but a page of the proxy in front of it. */
  readonly html?: boolean;
}

export interface Call {
  readonly method: string;
  readonly args: Args;
}

interface Planned {
  readonly cut: 'before' | 'after' | undefined;
  readonly failure: Failure | undefined;
}

export type TelegramServer = Awaited<ReturnType<typeof startTelegramServer>>;

const DEFAULT_WAIT_MS = 20_000;

/**
 * The Bot API on loopback, after Telegram's own server source: one bot, its chats, long polling and webhook, with
 * the limits and error texts of the real one. Point a bot at `apiRoot`. The other functions are the people in the
 * chats, trouble to order, and ways to wait for what happens (never for time).
 */
export async function startTelegramServer(options: TelegramServerOptions = {}) {
  const token = options.token ?? '123456789:test-token-of-an-invented-bot';
  const clock = options.clock ?? systemServerClock();
  const book = new ChatBook();
  const queue = new UpdateQueue(clock);
  const callbacks: CallbackBook = { open: new Set() };
  const flood = new FloodGate(clock, { ...TELEGRAM_LIMITS, ...options.limits });
  const webhook = new WebhookActor(clock, queue, {
    local: options.local ?? true,
    execute: (method, args) => void execute(method, args),
  });
  const methods = botMethods(book, callbacks, flood, clock);
  const calls: Call[] = [];
  const planned = new Map<string, Planned[]>();
  const waiting = new Set<() => void>();
  const faults: unknown[] = [];
  let revoked = false;

  function changed(): void {
    for (const check of [...waiting]) check();
  }
  webhook.onDelivered = changed;

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (request.complete) faults.push(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const args = await readArgs(request);
    const route = routeOf(request.url ?? '');
    if (route instanceof ApiError) return refuse(response, route);
    const plan = planned.get(route.method)?.shift();
    calls.push({ method: route.method, args });
    if (plan?.cut === 'before') return cut(response);
    if (plan?.failure !== undefined) return fail(response, plan.failure);
    if (route.method === 'getupdates') return poll(args, response);
    try {
      const [result, description] = call(route.method, args);
      if (plan?.cut === 'after') return cut(response);
      write(response, 200, { ok: true, result, ...(description === undefined ? {} : { description }) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      refuse(response, error);
    }
    changed();
  }

  function routeOf(url: string): ApiError | { readonly method: string } {
    const [, given, name] = /^\/bot([^/]*)\/([^?]*)/.exec(url) ?? [];
    if (given === undefined || name === undefined) return new ApiError(404, 'Not Found');
    if (!given.includes(':') || given.length > 80)
      return new ApiError(401, 'Unauthorized: invalid token specified');
    if (given !== token || revoked) return new ApiError(401, 'Unauthorized');
    const method = name.toLowerCase();
    const known =
      method === 'getupdates' || WEBHOOK_METHODS.includes(method) || Object.hasOwn(methods, method);
    return known ? { method } : new ApiError(404, 'Not Found: method not found');
  }

  function call(method: string, args: Args): readonly [result: unknown, description?: string] {
    if (method === 'setwebhook') return [true, webhook.set(args)];
    if (method === 'deletewebhook') return [true, webhook.remove(args)];
    if (method === 'getwebhookinfo') return [webhook.info()];
    return [methods[method]?.(args)];
  }

  async function execute(method: string, args: Json): Promise<void> {
    try {
      call(method.toLowerCase(), args);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  function poll(args: Args, response: ServerResponse): void {
    if (webhook.active) {
      const text =
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
      refuse(response, new ApiError(409, text));
      changed();
      return;
    }
    const forget = queue.poll(args, (outcome) => {
      if (outcome instanceof ApiError) refuse(response, outcome);
      else write(response, 200, { ok: true, result: outcome });
    });
    response.on('close', forget);
    changed();
  }

  function planNext(method: string, plan: Planned, times: number): void {
    const name = method.toLowerCase();
    const plans = planned.get(name) ?? [];
    planned.set(name, [...plans, ...Array.from({ length: times }, () => plan)]);
  }

  /** Resolves when `holds` is true, looking again whenever something happens here; rejects after `timeoutMs`. */
  function waitUntil(what: string, holds: () => boolean, timeoutMs = DEFAULT_WAIT_MS): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!holds()) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`waited ${timeoutMs} ms in vain for: ${what}`));
      }, timeoutMs);
      waiting.add(check);
      check();
    });
  }

  const sentMessages = (chat: number): readonly Message[] =>
    book.messages().filter((message) => message.fromBot && message.chat.id === chat);

  return {
    apiRoot: `http://127.0.0.1:${address.port}`,
    token,
    ...customerSide(book, queue, callbacks.open, clock),
    addUser: (id: number, fields: { readonly name?: string; readonly languageCode?: string } = {}) =>
      void book.add(id, fields),
    /** What the customer wrote that is still there, oldest first. */
    customerTexts: (chat: number): readonly string[] =>
      book
        .messages()
        .filter((message) => !message.fromBot && message.chat.id === chat)
        .map(({ text }) => text),
    /** What the bot wrote in this chat, oldest first, as people see it now. */
    sentMessages,
    async waitForMessages(chat: number, count: number, timeoutMs = DEFAULT_WAIT_MS) {
      const enough = () => sentMessages(chat).length >= count;
      await waitUntil(`${count} messages, got ${sentMessages(chat).length}`, enough, timeoutMs);
      return sentMessages(chat);
    },
    waitUntil,
    /** Every call that reached the server, in order; the method in lower case. */
    calls: (method?: string): readonly Call[] =>
      method === undefined ? calls : calls.filter((entry) => entry.method === method.toLowerCase()),
    pendingUpdates: () => queue.pending().length,
    /** Whether a poll is held open: the bot is there and has handled what there was. */
    isPolled: () => queue.holding,
    openCallbacks: () => callbacks.open.size,
    deliveries: () => webhook.deliveries,
    /** The next calls of `method` fail; nothing of them is carried out. */
    failNext: (method: string, failure: Failure) =>
      planNext(method, { cut: undefined, failure }, failure.times ?? 1),
    /** The connection of the next call breaks, before or after it was carried out. */
    cutNext: (method: string, when: 'before' | 'after', times = 1) =>
      planNext(method, { cut: when, failure: undefined }, times),
    /** The update delivered last comes again, as when the webhook's 200 got lost. */
    repeatDelivery: () => webhook.repeatLast(),
    /** What the last poll confirmed waits again, as when the bot had died before it. */
    unconfirm: () => queue.unconfirm(),
    revokeToken: () => {
      revoked = true;
    },
    /** Rejects when this server itself went wrong in between. */
    async close(): Promise<void> {
      webhook.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      if (faults.length > 0) throw new AggregateError(faults, 'the Telegram server of the tests is at fault');
    },
  };
}

const WEBHOOK_METHODS: readonly string[] = ['setwebhook', 'deletewebhook', 'getwebhookinfo'];

async function readArgs(request: IncomingMessage): Promise<Args> {
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://127.0.0.1').searchParams);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (body.length === 0) return query;
  const type = request.headers['content-type'] ?? '';
  const form = /^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(type);
  const answer = new Response(body, { headers: { 'Content-Type': type } });
  const fields: unknown = form ? Object.fromEntries(await answer.formData()) : await answer.json();
  return { ...query, ...(isRecord(fields) ? fields : {}) };
}

function cut(response: ServerResponse): void {
  response.socket?.destroy();
}

function fail(response: ServerResponse, { status, retryAfter, description, html }: Failure): void {
  if (html) {
    response.writeHead(status, { 'Content-Type': 'text/html' });
    response.end(`<html><head><title>${status}</title></head><body>nginx</body></html>`);
    return;
  }
  const text = status === 429 ? `Too Many Requests: retry after ${retryAfter ?? 1}` : 'Internal Server Error';
  const parameters: ApiParameters = status === 429 ? { retry_after: retryAfter ?? 1 } : {};
  refuse(response, new ApiError(status, description ?? text, parameters));
}

function refuse(response: ServerResponse, error: ApiError): void {
  const { status, message, parameters } = error;
  const empty = parameters === undefined || Object.keys(parameters).length === 0;
  const body = { ok: false, error_code: status, description: message, ...(empty ? {} : { parameters }) };
  write(response, status, body, parameters?.retry_after);
}

function write(response: ServerResponse, status: number, body: Json, retryAfter?: number): void {
  const header = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  response.writeHead(status, { 'Content-Type': 'application/json', ...header });
  response.end(JSON.stringify(body));
}
