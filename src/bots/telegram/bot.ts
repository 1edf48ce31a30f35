import { setTimeout as wait } from 'node:timers/promises';
import { Api } from 'grammy';
import type { Channel, Receive } from '../../core/conversation/channel.ts';
import { type Clock, SECOND } from '../../core/kernel/clock.ts';
import type { Redacted } from '../../core/kernel/redacted.ts';
import { MAX_CODE_POINTS } from './compose.ts';
import { createCourtesies, type TelegramWords } from './courtesies.ts';
import { ALLOWED_UPDATES, startPolling } from './poll.ts';
import { createSend, describe, failureOf, type TelegramLog, within } from './send.ts';
import type { TranslatedUpdate } from './translate.ts';
import { answer, createWebhookHandler, unavailable } from './webhook.ts';

export interface TelegramSettings {
  readonly token: Redacted<string>;
  /** Bot API server; https://api.telegram.org when absent. */
  readonly apiRoot?: string;
  /** Set: webhook instead of long polling; 1 to 256 of A-Z a-z 0-9 _ -. */
  readonly webhookSecret?: Redacted<string>;
  readonly words: Readonly<Record<'nl' | 'en', TelegramWords>>;
  readonly log: TelegramLog;
  /** Seconds of one long poll, 0 to 50. */
  readonly pollSeconds?: number;
  readonly retryDelaysMs?: readonly number[];
  /** How long the customer waits before the app shows that something is being typed. */
  readonly patienceMs?: number;
}

export interface TelegramChannel extends Channel {
  readonly mode: 'polling' | 'webhook';
  /** Whether Telegram knows the token; null when it does. Nothing is sent or taken in. */
  check(): Promise<'token_refused' | 'unreachable' | null>;
  /** For POST /telegram, with the raw request; 404 in polling mode. */
  handleWebhook(request: Request): Promise<Response>;
  /**
   * Tells Telegram to deliver to `publicUrl`/telegram. Throws when Telegram refuses the address or the secret; when
   * Telegram cannot be reached it goes on trying in the background until stop().
   */
  setWebhook(publicUrl: string): Promise<void>;
}

const RETRY_DELAYS_MS = [1, 2, 4, 8, 15, 30].map((seconds) => seconds * SECOND);
const POLL_SECONDS = 30;
const CALL_MS = 10_000;
const PATIENCE_MS = 1.5 * SECOND;

/** Telegram as a customer channel: private chats only, plain text, at-least-once in both directions. */
export function createTelegramChannel(settings: TelegramSettings, clock: Clock): TelegramChannel {
  const { log, webhookSecret, pollSeconds = POLL_SECONDS, retryDelaysMs = RETRY_DELAYS_MS } = settings;
  const api = new Api(settings.token.reveal(), {
    ...(settings.apiRoot === undefined ? {} : { apiRoot: settings.apiRoot.replace(/\/+$/, '') }),
    timeoutSeconds: pollSeconds + 15,
  });
  const courtesies = createCourtesies({ api, clock, words: settings.words, log });
  const inHand = new Set<Promise<unknown>>();
  const stopping = new AbortController();
  let receive: Receive | undefined;
  let polling: ReturnType<typeof startPolling> | undefined;

  const now = () => clock.now();
  const handle = webhookSecret && createWebhookHandler({ secret: webhookSecret, now, take, log });

  function track<Value>(work: Promise<Value>): Promise<Value> {
    const settled = work.catch(() => undefined).finally(() => inHand.delete(settled));
    inHand.add(settled);
    return work;
  }

  async function take({ message, callbackQueryId, own, inGroup }: TranslatedUpdate): Promise<void> {
    if (receive === undefined) throw new Error('the channel was not started');
    void track(courtesies.introduce());
    const typing = setTimeout(
      () => own && void track(courtesies.typing(own.chatId)),
      settings.patienceMs ?? PATIENCE_MS,
    );
    const receipt = await receive(message).finally(() => clearTimeout(typing));
    if (callbackQueryId !== undefined) void track(courtesies.endWaiting(callbackQueryId));
    if (own !== undefined && receipt.unwanted === true) void track(courtesies.takeOff(own));
    if (inGroup !== undefined)
      void track(courtesies.hintInGroup(inGroup.chatId, inGroup.command, inGroup.language));
  }

  function check(): ReturnType<TelegramChannel['check']> {
    return api.getMe(within(CALL_MS)).then(
      () => null,
      (error) => ([401, 404].includes(Number(describe(error).status)) ? 'token_refused' : 'unreachable'),
    );
  }

  async function registerWebhook(url: string): Promise<number | undefined> {
    if (webhookSecret === undefined) throw new Error('setWebhook needs TELEGRAM_WEBHOOK_SECRET');
    try {
      await api.setWebhook(url, { secret_token: webhookSecret.reveal(), allowed_updates: ALLOWED_UPDATES });
      log.info({}, 'Telegram delivers to the webhook');
      return undefined;
    } catch (error) {
      const failure = failureOf(error);
      if (!failure.retryable) throw new Error(`Telegram refused the webhook (${describe(error).status})`);
      log.warn(describe(error), 'webhook not set yet; trying again');
      return failure.retryAfterMs ?? 0;
    }
  }

  async function keepRegistering(url: string, firstWaitMs: number): Promise<void> {
    let limitedMs: number | undefined = firstWaitMs;
    for (let tries = 0; limitedMs !== undefined; tries += 1) {
      const delay = retryDelaysMs[Math.min(tries, retryDelaysMs.length - 1)] ?? 0;
      await wait(Math.max(limitedMs, delay), undefined, { signal: stopping.signal });
      limitedMs = await registerWebhook(url);
    }
  }

  return {
    name: 'telegram',
    abilities: { push: true, buttons: true, maxCharacters: MAX_CODE_POINTS },
    mode: webhookSecret === undefined ? 'polling' : 'webhook',
    check,

    async start(receiver) {
      const problem = await check();
      if (problem === 'token_refused') throw new Error('TELEGRAM_BOT_TOKEN: Telegram does not know it');
      if (problem !== null) log.warn({}, 'Telegram cannot be asked yet; the bot goes on trying');
      receive = receiver;
      void track(courtesies.introduce());
      if (webhookSecret === undefined)
        polling = startPolling({ api, pollSeconds, retryDelaysMs, now, take, log });
    },

    async stop() {
      stopping.abort();
      await polling?.stop();
      while (inHand.size > 0) await Promise.all(inHand);
    },

    send: createSend(api, clock, log),

    async handleWebhook(request) {
      if (handle === undefined) return answer(404);
      if (receive === undefined || stopping.signal.aborted) return unavailable();
      return track(handle(request));
    },

    async setWebhook(publicUrl) {
      const url = new URL('telegram', publicUrl.replace(/\/*$/, '/')).href;
      const waitMs = await registerWebhook(url);
      if (waitMs === undefined) return;
      void track(
        keepRegistering(url, waitMs).catch(() => {
          if (!stopping.signal.aborted) log.error({}, 'Telegram refused the webhook');
        }),
      );
    },
  };
}
