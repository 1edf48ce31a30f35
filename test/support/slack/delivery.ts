import { createHmac } from 'node:crypto';
import type { SocketLine } from './socket.ts';
import type { World } from './world.ts';

/** How one delivery to the app ended; `reason` is Slack's word for a failure, null for any 2xx. */
export interface Delivered {
  readonly status: number | null;
  readonly body: string;
  readonly reason: 'http_timeout' | 'http_error' | 'connection_failed' | null;
}

export interface DeliveryOptions {
  /** Seconds that the signed date differs from Slack's clock. */
  readonly dated?: number;
  /** Signed with another secret. */
  readonly secret?: string;
  readonly retry?: { readonly num: number; readonly reason: string };
}

/** Slack's side of a delivery: signed as in docs.slack.dev, authentication/verifying-requests-from-slack. */
export function createSender(
  world: World,
  app: {
    readonly signingSecret: string;
    readonly patience: () => AbortSignal;
    readonly endpoint: () => string;
    readonly socket: SocketLine;
  },
) {
  return async (contentType: string, body: string, options: DeliveryOptions = {}): Promise<Delivered> => {
    if (app.socket.isOpen())
      return app.socket.deliver(typeOf(contentType, body), payloadOf(contentType, body), options.retry?.num);
    const stamp = Math.floor(world.now() / 1_000) + (options.dated ?? 0);
    const hash = createHmac('sha256', options.secret ?? app.signingSecret).update(`v0:${stamp}:${body}`);
    try {
      const response = await fetch(app.endpoint(), {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: app.patience(),
        headers: {
          'content-type': contentType,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': String(stamp),
          'x-slack-signature': `v0=${hash.digest('hex')}`,
          ...(options.retry
            ? { 'x-slack-retry-num': String(options.retry.num), 'x-slack-retry-reason': options.retry.reason }
            : {}),
        },
      });
      const text = await response.text();
      const stop = response.headers.get('x-slack-no-retry') === '1';
      return { status: response.status, body: text, reason: response.ok || stop ? null : 'http_error' };
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      return { status: null, body: '', reason: late ? 'http_timeout' : 'connection_failed' };
    }
  };
}

export type Sender = ReturnType<typeof createSender>;

/** A payload of an interaction travels in a form (docs.slack.dev, interactivity/handling-user-interaction). */
export function sendInteraction(
  send: Sender,
  payload: unknown,
  options?: DeliveryOptions,
): Promise<Delivered> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return send('application/x-www-form-urlencoded', body, options);
}

const RETRIES = [0, 60_000, 300_000];

/** Events come again at once, after one and after five minutes of Slack's clock, with one event_id. */
export function createEvents(world: World, send: Sender) {
  const waiting: {
    readonly body: string;
    readonly num: number;
    readonly at: number;
    readonly reason: string;
  }[] = [];

  async function attempt(body: string, num: number, reason: string): Promise<Delivered> {
    const delivered = await send('application/json', body, num === 0 ? {} : { retry: { num, reason } });
    const delay = RETRIES[num];
    if (delivered.reason === null || delay === undefined) return delivered;
    if (delay === 0) return attempt(body, num + 1, delivered.reason);
    waiting.push({ body, num: num + 1, at: world.now() + delay, reason: delivered.reason });
    return delivered;
  }

  return {
    /** The outcome of the last try made at once. */
    deliver: (payload: unknown) => attempt(JSON.stringify(payload), 0, ''),
    /** Makes the tries that are due by Slack's clock. */
    async retryDue(): Promise<Delivered[]> {
      const due = waiting.filter((entry) => entry.at <= world.now());
      for (const entry of due) waiting.splice(waiting.indexOf(entry), 1);
      return Promise.all(due.map((entry) => attempt(entry.body, entry.num, entry.reason)));
    },
  };
}

/** The kind of an envelope: a command comes in a form too, without a payload. */
function typeOf(contentType: string, body: string): 'events_api' | 'interactive' | 'slash_commands' {
  if (contentType.startsWith('application/json')) return 'events_api';
  return new URLSearchParams(body).has('payload') ? 'interactive' : 'slash_commands';
}

function payloadOf(contentType: string, body: string): unknown {
  if (contentType.startsWith('application/json')) return JSON.parse(body);
  const form = new URLSearchParams(body);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : JSON.parse(payload);
}
