import { randomBytes } from 'node:crypto';
import { ApiRefusal, isRecord, type Json } from './api-refusal.ts';
import { checkAnswer, checkCommands, checkMessage } from './check-body.ts';
import type { Gateway } from './gateway.ts';
import { APPLICATION, BOT_USER, SERVER, type User, type World } from './world.ts';

const ANSWER_WITHIN_MS = 3_000;
const TOKEN_LIVES_MS = 15 * 60_000;
const NONCE_LIVES_MS = 5 * 60_000;

/** What somebody did with a command, a button or a form, and what the bot answered. */
export interface Used {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly by: User;
  readonly at: number;
  answer: Json | undefined;
  /** The first answer as it was changed later. */
  changedTo: string | undefined;
}

export interface Asked {
  readonly body: unknown;
  readonly query: URLSearchParams;
  readonly url: string;
}
type Answer = readonly [status: number, body?: unknown];
type Handle = (match: RegExpExecArray, asked: Asked) => Answer;
/** A call by name, so that a test can order trouble for it; `open`: without the token of the bot. */
type Route = readonly [name: string, method: string, path: RegExp, handle: Handle, open?: true];

/** The calls of the Discord API that a bot of this kind makes. */
export class RestCalls {
  readonly used: Used[] = [];
  readonly typed: string[] = [];
  commands: readonly Json[] = [];
  sessionsLeft = 1_000;
  readonly #world: World;
  readonly #gateway: () => Gateway;

  constructor(world: World, gateway: () => Gateway) {
    this.#world = world;
    this.#gateway = gateway;
  }

  readonly routes: readonly Route[] = [
    ['gateway', 'GET', /^\/gateway\/bot$/, (_match, { url }) => [200, this.#gatewayInfo(url)]],
    [
      'application',
      'GET',
      /^\/applications\/@me$/,
      () => [200, { id: APPLICATION, name: 'Privacybalie', flags: 0 }],
    ],
    [
      'commands',
      'GET',
      /^\/applications\/(\d+)\/commands$/,
      ([, id]) => [200, this.#own(id) && this.commands],
    ],
    [
      'put commands',
      'PUT',
      /^\/applications\/(\d+)\/commands$/,
      ([, id], { body }) => {
        this.#own(id);
        this.commands = checkCommands(body).map((command) => ({
          ...command,
          id: this.#world.id(),
          application_id: APPLICATION,
          version: this.#world.id(),
          nsfw: false,
          default_member_permissions: null,
        }));
        return [200, this.commands];
      },
    ],
    [
      'open',
      'POST',
      /^\/users\/@me\/channels$/,
      (_match, { body }) => {
        const user = this.#world.user(isRecord(body) ? body.recipient_id : undefined);
        if (user === undefined) throw new ApiRefusal(404, 10_013, 'Unknown User');
        return [200, { id: user.channel, type: 1, recipients: [this.#world.person(user.id)] }];
      },
    ],
    [
      'history',
      'GET',
      /^\/channels\/(\d+)\/messages$/,
      ([, channel = ''], { query }) => {
        this.#world.partner(channel);
        const limit = Number(query.get('limit') ?? 50);
        const found = this.#world.history(channel, query.get('before'), Math.min(limit, 100));
        return [200, found.map((message) => this.#world.json(message))];
      },
    ],
    [
      'message',
      'POST',
      /^\/channels\/(\d+)\/messages$/,
      ([, channel = ''], { body }) => this.#write(channel, body),
    ],
    [
      'typing',
      'POST',
      /^\/channels\/(\d+)\/typing$/,
      ([, channel = '']) => {
        this.typed.push(this.#world.partner(channel).id);
        return [204];
      },
    ],
    [
      'callback',
      'POST',
      /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
      ([, id, token], { body }) => this.#answer(id, token, body),
      true,
    ],
    [
      'change answer',
      'PATCH',
      /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
      ([, , token], { body }) => this.#change(token, body),
      true,
    ],
  ];

  /** Somebody uses a command, a button or a form: the event and what becomes of it. */
  use(
    by: User,
    type: number,
    data: Json,
    where: { readonly inServer?: boolean; readonly message?: string },
  ): Used {
    const used: Used = {
      id: this.#world.id(),
      token: `a-token-${randomBytes(12).toString('hex')}`,
      type,
      by,
      at: this.#world.now(),
      answer: undefined,
      changedTo: undefined,
    };
    this.used.push(used);
    const user = this.#world.person(by.id);
    this.#gateway().dispatch('INTERACTION_CREATE', {
      id: used.id,
      application_id: APPLICATION,
      type,
      token: used.token,
      version: 1,
      locale: by.locale,
      data,
      ...(where.inServer
        ? { guild_id: SERVER, channel_id: '900000000000000004', context: 0, member: { user, roles: [] } }
        : { channel_id: by.channel, context: 1, user }),
      ...(where.message === undefined ? {} : { message: { id: where.message, channel_id: by.channel } }),
    });
    return used;
  }

  #own(id: string | undefined): true {
    if (id !== APPLICATION)
      throw new ApiRefusal(403, 20_012, 'You are not authorized to perform this action on this application');
    return true;
  }

  #gatewayInfo(url: string): Json {
    const limit = { total: 1_000, remaining: this.sessionsLeft, reset_after: 14_400_000, max_concurrency: 1 };
    return { url, shards: 1, session_start_limit: limit };
  }

  #write(channel: string, body: unknown): Answer {
    const partner = this.#world.partner(channel);
    const fields = isRecord(body) ? body : {};
    if (partner.closed) throw new ApiRefusal(403, 50_007, 'Cannot send messages to this user');
    checkMessage(fields);
    const { nonce, enforce_nonce: once, content, components } = fields;
    const since = this.#world.now() - NONCE_LIVES_MS;
    const same = this.#world.messages.find(
      (message) => message.author === BOT_USER && message.nonce !== undefined && message.nonce === nonce,
    );
    if (once === true && same !== undefined && Date.parse(String(this.#world.json(same).timestamp)) > since)
      return [200, this.#world.json(same)];
    const message = this.#world.add({
      channel,
      author: BOT_USER,
      content: String(content),
      nonce: typeof nonce === 'string' ? nonce : undefined,
      components: Array.isArray(components) ? components.filter(isRecord) : [],
      more: {},
    });
    this.#gateway().dispatch('MESSAGE_CREATE', { ...this.#world.json(message), channel_type: 1 });
    return [200, this.#world.json(message)];
  }

  #answer(id: string | undefined, token: string | undefined, body: unknown): Answer {
    const used = this.used.find((one) => one.id === id && one.token === token);
    if (used === undefined || (used.answer === undefined && this.#world.now() - used.at > ANSWER_WITHIN_MS))
      throw new ApiRefusal(404, 10_062, 'Unknown interaction');
    if (used.answer !== undefined)
      throw new ApiRefusal(400, 40_060, 'Interaction has already been acknowledged.');
    const answer = isRecord(body) ? body : {};
    checkAnswer(used.type, answer);
    used.answer = answer;
    return [204];
  }

  #change(token: string | undefined, body: unknown): Answer {
    const used = this.used.find((one) => one.token === token);
    if (used === undefined || used.answer === undefined) throw new ApiRefusal(404, 10_015, 'Unknown Webhook');
    if (this.#world.now() - used.at > TOKEN_LIVES_MS)
      throw new ApiRefusal(401, 50_027, 'Invalid Webhook Token');
    const fields = isRecord(body) ? body : {};
    checkMessage(fields);
    used.changedTo = String(fields.content);
    return [200, { id: this.#world.id(), content: used.changedTo }];
  }
}
