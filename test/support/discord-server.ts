import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ApiRefusal, isRecord, type Json } from './discord/api-refusal.ts';
import { Gateway } from './discord/gateway.ts';
import { RestCalls, type Used } from './discord/rest-calls.ts';
import { shown } from './discord/shown.ts';
import { APPLICATION, BOT_USER, type Message, type User, World } from './discord/world.ts';

export interface Failure {
  readonly status: number;
  readonly code?: number;
  readonly retryAfter?: number;
  /** Not an answer of Discord but a page of the proxy in front of it. */
  readonly html?: boolean;
}
interface Call {
  readonly name: string;
  readonly body: unknown;
  readonly authorized: boolean;
}
type Trouble = 'cut before' | 'cut after' | Failure;

export type DiscordServer = Awaited<ReturnType<typeof startDiscordServer>>;

const DEFAULT_WAIT_MS = 20_000;

/**
 * Discord on loopback: gateway and API of one application with its bot, with the limits and error codes of the real one
 * (discord-api-docs). The other functions are people in the app, trouble to order, and ways to wait for what happens.
 */
export async function startDiscordServer() {
  let token = 'MTk4.invented.token-of-a-bot';
  const world = new World();
  const calls: Call[] = [];
  const planned = new Map<string, Trouble[]>();
  const waiting = new Set<() => void>();
  const faults: unknown[] = [];
  const changed = () => {
    for (const check of [...waiting]) check();
  };

  const http = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (request.complete) faults.push(error);
      response.destroy();
    });
  });
  const gateway = new Gateway(http, world, () => token, changed);
  const rest = new RestCalls(world, () => gateway);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const url = `ws://127.0.0.1:${address.port}`;
  gateway.listensAt(url);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = decodeURIComponent(pathname).replace(/^\/api\/v10/, '');
    const route = rest.routes.find(([, method, pattern]) => method === request.method && pattern.test(path));
    const authorized = request.headers.authorization === `Bot ${token}`;
    calls.push({ name: route?.[0] ?? `${request.method} ${path}`, body, authorized });
    try {
      if (route === undefined) throw new ApiRefusal(404, 0, '404: Not Found');
      const [name, , pattern, handle, open] = route;
      if (!open && !authorized) throw new ApiRefusal(401, 0, '401: Unauthorized');
      const trouble = planned.get(name)?.shift();
      if (trouble === 'cut before') return void response.socket?.destroy();
      if (typeof trouble === 'object') return fail(response, trouble);
      const match = pattern.exec(path);
      if (match === null) throw new Error('the route was found by this pattern');
      const [status, result] = handle(match, { body, query, url });
      if (trouble === 'cut after') return void response.socket?.destroy();
      write(response, status, result);
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      write(response, error.status, error.body);
    } finally {
      changed();
    }
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

  const sent = (user: User): readonly Message[] =>
    world.messages.filter(({ channel, author }) => channel === user.channel && author === BOT_USER);
  const buttons = (message: Message): readonly Json[] =>
    message.components.flatMap((row) =>
      Array.isArray(row.components) ? row.components.filter(isRecord) : [],
    );

  return {
    apiUrl: `http://127.0.0.1:${address.port}/api`,
    token,
    applicationId: APPLICATION,
    world,
    gateway,
    rest,
    waitUntil,
    calls: (name?: string) => (name === undefined ? calls : calls.filter((call) => call.name === name)),
    /** The bot has its session, and does what it does then. */
    connected: () =>
      waitUntil('the bot is ready', () => gateway.connected && calls.some(({ name }) => name === 'commands')),
    /** Somebody writes in the direct messages; the app itself takes neither nothing nor more than 2,000 characters. */
    writes(user: User, content: string, more: Json = {}): Message {
      if (content.length > 2_000 || (content.trim() === '' && Object.keys(more).length === 0))
        throw new Error('the app does not send this');
      const message = world.add({
        channel: user.channel,
        author: user.id,
        content,
        nonce: undefined,
        components: [],
        more,
      });
      gateway.dispatch('MESSAGE_CREATE', { ...world.json(message), channel_type: 1 });
      return message;
    },
    edits(message: Message, content: string): void {
      message.content = content;
      message.edited = new Date(world.now()).toISOString();
      gateway.dispatch('MESSAGE_UPDATE', { ...world.json(message), channel_type: 1 });
    },
    taps: (user: User, message: Message, choice: string): Used =>
      rest.use(user, 3, { custom_id: choice, component_type: 2 }, { message: message.id }),
    command: (user: User, name: string, where: { readonly inServer?: boolean } = {}): Used =>
      rest.use(
        user,
        2,
        { id: '1', name: 'privacy', type: 1, options: [{ name, type: 1, options: [] }] },
        where,
      ),
    fillsIn: (user: User, value: string, where: { readonly inServer?: boolean } = {}): Used =>
      rest.use(
        user,
        5,
        {
          custom_id: 'ask',
          components: [{ type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'words', value } }],
        },
        where,
      ),
    sent,
    /** What the app shows of the bot's messages. */
    arrived: (user: User) =>
      sent(user).map((message) => ({
        id: message.id,
        text: shown(message.content),
        choices: buttons(message).map((button) => String(button.custom_id)),
        labels: buttons(message).map((button) => String(button.label)),
      })),
    /** The next calls of this name run into trouble; nothing of them is carried out, unless they are cut after. */
    troubles(name: string, trouble: Trouble, times = 1): void {
      planned.set(name, [...(planned.get(name) ?? []), ...Array.from({ length: times }, () => trouble)]);
    },
    revokeToken: () => {
      token = 'MTk4.another.token';
    },
    /** Rejects when this server itself went wrong in between. */
    async close(): Promise<void> {
      await gateway.close();
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
      if (faults.length > 0) throw new AggregateError(faults, 'the Discord server of the tests is at fault');
    },
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  return body === '' ? undefined : JSON.parse(body);
}

function fail(response: ServerResponse, { status, code = 0, retryAfter, html }: Failure): void {
  if (html) {
    response.writeHead(status, { 'Content-Type': 'text/html' }).end(`<html><body>${status}</body></html>`);
    return;
  }
  const limited = { message: 'You are being rate limited.', retry_after: retryAfter ?? 1, global: false };
  write(response, status, status === 429 ? limited : { message: `${status}`, code }, retryAfter);
}

/** A 204 has neither body nor content type. */
function write(response: ServerResponse, status: number, body: unknown, retryAfter?: number): void {
  const limits =
    retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter), 'X-RateLimit-Scope': 'user' };
  if (body === undefined) response.writeHead(status, limits).end();
  else
    response.writeHead(status, { ...limits, 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
