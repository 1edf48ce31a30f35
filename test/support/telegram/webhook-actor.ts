import { randomInt } from 'node:crypto';
import {
  type Args,
  badRequest,
  integerArg,
  isRecord,
  type Json,
  textArg,
  tooManyRequests,
} from './api-answer.ts';
import type { ServerClock } from './server-clock.ts';
import type { QueuedUpdate, UpdateQueue } from './update-queue.ts';

const MAX_RETRY_AFTER_SECONDS = 3_600;
const GONE_AFTER_MS = 23 * 3_600_000;
const NEVER_EXECUTED = /^(get.*|setwebhook|deletewebhook|close|logout)$/i;

interface Webhook {
  readonly url: string;
  readonly secret: string | undefined;
  readonly maxConnections: number;
  lastError: string | undefined;
  goneSince: number | undefined;
}

interface Delay {
  seconds: number;
  failures: number;
  readyAt: number;
}

export interface Delivery {
  readonly updateId: number;
  readonly status: number | 'lost';
  readonly at: number;
}

/** Delivers updates to the bot's address: in order within a chat, again until a 2xx, as WebhookActor.cpp does. */
export class WebhookActor {
  readonly #clock: ServerClock;
  readonly #queue: UpdateQueue;
  readonly #local: boolean;
  readonly #execute: (method: string, args: Json) => void;
  #webhook: Webhook | undefined;
  #setAt = Number.NEGATIVE_INFINITY;
  readonly #inFlight = new Set<string>();
  readonly #delays = new Map<number, Delay>();
  readonly #timers = new Set<() => void>();
  readonly deliveries: Delivery[] = [];
  #last: QueuedUpdate | undefined;
  onDelivered: () => void = () => undefined;

  constructor(
    clock: ServerClock,
    queue: UpdateQueue,
    options: { readonly local: boolean; readonly execute: (method: string, args: Json) => void },
  ) {
    this.#clock = clock;
    this.#queue = queue;
    this.#local = options.local;
    this.#execute = options.execute;
    queue.onAdded = () => this.#deliver();
  }

  get active(): boolean {
    return this.#webhook !== undefined;
  }

  set(args: Args): string {
    const url = textArg(args, 'url') ?? '';
    if (url === '') return this.remove(args);
    const secret = textArg(args, 'secret_token');
    if (secret !== undefined && secret.length > 256) throw badRequest('secret token is too long');
    if (secret !== undefined && !/^[\w-]*$/.test(secret))
      throw badRequest('secret token contains unallowed characters');
    this.#checkAddress(url);
    const now = this.#clock.now();
    if (now < this.#setAt + 1_000) throw tooManyRequests(1);
    this.#setAt = now;
    this.#queue.allow(args);
    this.#queue.abortHeld('terminated by setWebhook request');
    if (String(args.drop_pending_updates) === 'true') this.#queue.clear();
    const maxConnections = Math.min(Math.max(integerArg(args, 'max_connections') ?? 40, 1), 100);
    this.#webhook = { url, secret, maxConnections, lastError: undefined, goneSince: undefined };
    this.#delays.clear();
    this.#deliver();
    return 'Webhook was set';
  }

  remove(args: Args): string {
    const was = this.#webhook;
    this.#webhook = undefined;
    if (String(args.drop_pending_updates) === 'true') this.#queue.clear();
    return was === undefined ? 'Webhook is already deleted' : 'Webhook was deleted';
  }

  /** As when the bot's 2xx got lost on its way: the update delivered last comes again. */
  async repeatLast(): Promise<void> {
    if (this.#webhook === undefined || this.#last === undefined) throw new Error('nothing was delivered yet');
    await this.#send(this.#webhook, this.#last);
  }

  info(): Json {
    const { url = '', maxConnections, lastError } = this.#webhook ?? {};
    return {
      url,
      has_custom_certificate: false,
      pending_update_count: this.#queue.pending().length,
      ...(maxConnections === undefined ? {} : { max_connections: maxConnections }),
      ...(lastError === undefined ? {} : { last_error_message: lastError }),
    };
  }

  close(): void {
    this.#webhook = undefined;
    for (const cancel of this.#timers) cancel();
  }

  #checkAddress(url: string): void {
    const address = URL.parse(url);
    if (address === null) throw badRequest('bad webhook: invalid webhook URL specified');
    // A Bot API server of one's own (--local) takes any port and plain HTTP.
    if (this.#local) return;
    if (address.protocol !== 'https:')
      throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
    if (!['', '80', '88', '8443'].includes(address.port))
      throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  }

  #deliver(): void {
    const webhook = this.#webhook;
    if (webhook === undefined) return;
    const seen = new Set<string>();
    for (const update of this.#queue.pending()) {
      const lane = update.chat === undefined ? `u${update.id}` : String(update.chat);
      if (seen.has(lane)) continue;
      seen.add(lane);
      if (this.#inFlight.has(lane) || this.#inFlight.size >= webhook.maxConnections) continue;
      if ((this.#delays.get(update.id)?.readyAt ?? 0) > this.#clock.now()) continue;
      this.#inFlight.add(lane);
      void this.#send(webhook, update).then(() => {
        this.#inFlight.delete(lane);
        this.onDelivered();
        this.#deliver();
      });
    }
  }

  async #send(webhook: Webhook, update: QueuedUpdate): Promise<void> {
    this.#last = update;
    const answer = await post(webhook, update);
    this.deliveries.push({ updateId: update.id, status: answer?.status ?? 'lost', at: this.#clock.now() });
    if (answer === undefined) return this.#fail(webhook, update, 'Webhook connection closed', 0);
    if (answer.status >= 200 && answer.status <= 299) {
      webhook.goneSince = undefined;
      this.#queue.forget(update.id);
      const { method, ...args } = answer.body;
      if (typeof method === 'string' && !NEVER_EXECUTED.test(method)) this.#execute(method, args);
      return undefined;
    }
    if (answer.status === 410) webhook.goneSince ??= this.#clock.now();
    else webhook.goneSince = undefined;
    this.#fail(webhook, update, `Wrong response from the webhook: ${answer.status}`, answer.retryAfter);
    if (webhook.goneSince !== undefined && this.#clock.now() > webhook.goneSince + GONE_AFTER_MS)
      this.#webhook = undefined;
  }

  #fail(webhook: Webhook, update: QueuedUpdate, error: string, retryAfter: number): void {
    webhook.lastError = error;
    const delay = this.#delays.get(update.id) ?? { seconds: 1, failures: 0, readyAt: 0 };
    let wait = Math.min(Math.max(retryAfter, 0), MAX_RETRY_AFTER_SECONDS);
    if (wait === 0 && delay.failures > 0) {
      delay.seconds = Math.min(delay.seconds * 2, randomInt(60, 121));
      wait = delay.seconds;
    }
    delay.failures += 1;
    delay.readyAt = this.#clock.now() + wait * 1_000;
    this.#delays.set(update.id, delay);
    if (wait === 0) return;
    const cancel = this.#clock.after(wait * 1_000, () => {
      this.#timers.delete(cancel);
      this.#deliver();
    });
    this.#timers.add(cancel);
  }
}

async function post(
  webhook: Webhook,
  update: QueuedUpdate,
): Promise<{ readonly status: number; readonly retryAfter: number; readonly body: Json } | undefined> {
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(webhook.secret === undefined ? {} : { 'X-Telegram-Bot-Api-Secret-Token': webhook.secret }),
      },
      body: JSON.stringify({ update_id: update.id, [update.type]: update.payload }),
    });
    const body: unknown = await response.json().catch(() => undefined);
    const retryAfter = Number(response.headers.get('Retry-After') ?? 0);
    return { status: response.status, retryAfter: retryAfter || 0, body: isRecord(body) ? body : {} };
  } catch {
    return undefined;
  }
}
