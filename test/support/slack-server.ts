import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type Clock, systemClock } from '../../src/core/kernel/clock.ts';
import { createEvents, createSender, type DeliveryOptions } from './slack/delivery.ts';
import { createPeople } from './slack/people.ts';
import { createRateLimits } from './slack/rate-limits.ts';
import { createSocket } from './slack/socket.ts';
import { METHODS, neededScope } from './slack/web-api.ts';
import {
  APP,
  BOT_USER,
  createWorld,
  type Message,
  messageKey,
  type Person,
  type Room,
  TEAM,
} from './slack/world.ts';

const RESPONSE_LIFE = 30 * 60_000;
const RESPONSE_USES = 5;

export interface SlackServerOptions {
  readonly clock?: Clock;
  readonly botToken?: string;
  readonly signingSecret?: string;
  /** Slack asks nobody to wait. */
  readonly unlimited?: boolean;
  /** Aborts when Slack no longer waits for an answer; absent: after 3 s, as it is. */
  readonly patience?: () => AbortSignal;
}

/** One workspace of Slack on loopback: its Web API, its limits, its deliveries and its people. */
export async function startSlackServer(options: SlackServerOptions = {}) {
  const botToken = options.botToken ?? 'xoxb-test-bot-token';
  const appToken = 'xapp-test-app-token';
  const signingSecret = options.signingSecret ?? 'test-signing-secret';
  const world = createWorld(options.clock ?? systemClock);
  const limits = options.unlimited === true ? () => null : createRateLimits(world.now);
  const planned = new Map<string, Planned[]>();
  const calls: { readonly method: string; readonly args: Record<string, unknown> }[] = [];
  const { scopes } = world;
  let tokenState: 'valid' | 'token_revoked' | 'account_inactive' = 'valid';
  let endpoint = 'http://127.0.0.1:1/slack/events';

  const server = createServer((req, res) => {
    serve(req, res).catch(() => reply(res, 500, { ok: false, error: 'internal_error' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${address(server.address()).port}`;
  const patience = options.patience ?? (() => AbortSignal.timeout(15_000));
  const socket = createSocket(server, world, patience);
  const send = createSender(world, {
    signingSecret,
    patience,
    socket,
    endpoint: () => endpoint,
  });
  const events = createEvents(world, send);
  const people = createPeople(world, send, () => baseUrl);

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await read(req);
    const path = req.url ?? '';
    if (path.startsWith('/response/')) {
      const error = useResponseUrl(path.slice('/response/'.length), body);
      return error === null ? reply(res, 200, { ok: true }) : reply(res, 404, { ok: false, error });
    }
    const method = path.replace(/^\/api\//, '');
    const args = argumentsOf(body, req.headers['content-type'] ?? '');
    const token = (req.headers.authorization ?? '').replace(/^Bearer /, '') || String(args.token ?? '');
    calls.push({ method, args });
    world.tell();
    const plan = planned.get(method)?.shift();
    if (plan === 'lose_answer') METHODS[method]?.(world, args);
    if (plan === 'drop' || plan === 'lose_answer') {
      req.socket.destroy();
      world.tell();
      return;
    }
    if (plan) return reply(res, plan.status, plan.body, plan.headers);
    const wait = limits(method, String(args.channel ?? ''));
    if (wait !== null) return limited(res, wait);
    const answer = authorised(token, method, args) ??
      METHODS[method]?.(world, args) ?? { error: 'unknown_method' };
    reply(res, 200, { ok: !('error' in answer), ...answer });
    world.tell();
  }

  function authorised(
    token: string,
    method: string,
    args: Record<string, unknown>,
  ): Record<string, unknown> | null {
    if (token === '') return { error: 'not_authed' };
    if (method === 'apps.connections.open')
      return token === appToken ? { url: socket.newUrl() } : { error: 'invalid_auth' };
    if (token !== botToken) return { error: 'invalid_auth' };
    if (tokenState !== 'valid') return { error: tokenState };
    const needed = neededScope(world, method, args);
    if (needed === undefined || scopes.has(needed)) return null;
    return { error: 'missing_scope', needed, provided: [...scopes].join(',') };
  }

  function useResponseUrl(id: string, body: string): string | null {
    const url = world.responseUrls.get(id);
    if (!url || world.now() - url.at > RESPONSE_LIFE) return 'expired_url';
    url.uses += 1;
    if (url.uses > RESPONSE_USES) return 'used_url';
    const said = responseBody.parse(JSON.parse(body));
    const key = messageKey(url.message.channel, url.message.ts);
    const message = world.messages.get(key);
    if (said.delete_original) world.messages.delete(key);
    else if (said.replace_original && message) message.text = said.text;
    else world.ephemerals.push({ channel: url.message.channel, user: url.user, text: said.text });
    world.tell();
    return null;
  }

  return {
    ...people,
    apiUrl: `${baseUrl}/api/`,
    botToken,
    appToken,
    signingSecret,
    socket,
    world,
    calls,
    scopes,
    waitFor: world.waitFor,
    /** Slack's clock runs on; retries that are due by then are delivered. */
    async passTime(milliseconds: number) {
      world.passTime(milliseconds);
      return events.retryDue();
    },
    deliverTo(url: string): void {
      endpoint = url;
    },
    addPerson(id: string, realName: string, more: Partial<Person> = {}): Person {
      const base = { isBot: false, deleted: false, isRestricted: false, isUltraRestricted: false };
      const person: Person = { id, name: id.toLowerCase(), realName, ...base, ...more };
      world.people.set(id, person);
      return person;
    },
    addRoom(id: string, members: readonly string[], more: Partial<Room> = {}): Room {
      const base = { isPrivate: true, isArchived: false, isExtShared: false, isOrgShared: false };
      const room: Room = { id, name: id.toLowerCase(), ...base, ...more, members: new Set(members) };
      world.rooms.set(id, room);
      return room;
    },
    messages: (): Message[] => [...world.messages.values()],
    ephemeralsFor: (user: string): string[] =>
      world.ephemerals.filter((entry) => entry.user === user).map((entry) => entry.text),
    /** The next calls of a method are answered so, in this order; `drop` breaks the connection, `lose_answer` after having done it. */
    plan(method: string, ...plans: readonly Planned[]): void {
      planned.set(method, [...(planned.get(method) ?? []), ...plans]);
    },
    revokeToken(state: typeof tokenState = 'token_revoked'): void {
      tokenState = state;
    },
    /** An event of the Events API, in its envelope; the same id comes with every try. */
    deliverEvent: (event: Readonly<Record<string, unknown>>, eventId = world.nextId('Ev')) =>
      events.deliver({
        type: 'event_callback',
        token: 'legacy-verification-token',
        team_id: TEAM,
        api_app_id: APP,
        event,
        event_id: eventId,
        event_time: Math.floor(world.now() / 1_000),
        authorizations: [{ team_id: TEAM, user_id: BOT_USER, is_bot: true, enterprise_id: null }],
      }),
    /** Any signed body, as Slack would send it. */
    deliverRaw: (contentType: string, body: string, more?: DeliveryOptions) => send(contentType, body, more),
    async stop(): Promise<void> {
      socket.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type SlackServer = Awaited<ReturnType<typeof startSlackServer>>;

type Planned =
  | 'drop'
  | 'lose_answer'
  | {
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** For `plan`: 429 as Slack words it. */
export function rateLimited(seconds: number): Exclude<Planned, string> {
  return {
    status: 429,
    body: { ok: false, error: 'ratelimited' },
    headers: { 'retry-after': String(seconds) },
  };
}

const responseBody = z.object({
  text: z.string(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
});

function argumentsOf(body: string, contentType: string): Record<string, unknown> {
  if (contentType.startsWith('application/json'))
    return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
  const form = Object.fromEntries(new URLSearchParams(body));
  // In a form, structured arguments are JSON in a string (docs.slack.dev, apis/web-api).
  const structured = ['blocks', 'view', 'metadata'].flatMap((name) =>
    form[name] === undefined ? [] : [[name, JSON.parse(form[name])]],
  );
  return { ...form, ...Object.fromEntries(structured) };
}

function limited(res: ServerResponse, seconds: number): void {
  const plan = rateLimited(seconds);
  reply(res, plan.status, plan.body, plan.headers);
}

function reply(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (res.headersSent) return;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  res.end(text);
}

async function read(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function address(value: string | AddressInfo | null): AddressInfo {
  if (value === null || typeof value === 'string') throw new Error('the server has no port');
  return value;
}
