import { type Api, GrammyError, HttpError } from 'grammy';
import type { OutboundContent } from '../../core/conversation/channel.ts';
import { after, type Clock, HOUR } from '../../core/kernel/clock.ts';
import { canonicalJson, sha256 } from '../../core/kernel/digest.ts';
import type { SendOutcome } from '../../core/kernel/send-outcome.ts';
import { compose, type MessagePart } from './compose.ts';
import { messageName } from './translate.ts';

/** What the adapter needs of a log; ids and numbers only, never a text, a name or the token. */
export interface TelegramLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const SEND_MS = 20_000;

type Failed = Extract<SendOutcome, { status: 'failed' }>;
type Send = (conversationKey: string, content: OutboundContent) => Promise<SendOutcome>;

/**
 * Sends the parts one after another. When a later part fails, the next try within the hour goes on behind the parts
 * that arrived. Telegram knows no idempotency key: after a restart, or when the connection was cut after Telegram
 * had taken a part, the customer may read that part twice.
 */
export function createSend(api: Api, clock: Clock, log: TelegramLog): Send {
  const arrived = new Map<string, { readonly parts: number; readonly until: Date }>();

  return async (conversationKey, content) => {
    const chatId = Number(conversationKey);
    const composed = compose(content);
    if (!composed.ok || !Number.isSafeInteger(chatId)) {
      log.error({ code: composed.ok ? 'telegram.chat_invalid' : composed.refusal.code }, 'message not sent');
      return { status: 'failed', reason: 'rejected', retryable: false };
    }
    const now = clock.now();
    for (const [key, { until }] of arrived) if (until <= now) arrived.delete(key);
    const progress = sha256(canonicalJson([conversationKey, content]));
    let done = arrived.get(progress)?.parts ?? 0;
    let lastId = '';
    for (const part of composed.value.slice(done)) {
      try {
        lastId = messageName(chatId, await sendPart(api, chatId, part));
        done += 1;
      } catch (error) {
        const failure = failureOf(error);
        if (done > 0 && failure.retryable) arrived.set(progress, { parts: done, until: after(now, HOUR) });
        else arrived.delete(progress);
        log.warn({ ...describe(error), reason: failure.reason, part: done + 1 }, 'message not sent');
        return failure;
      }
    }
    arrived.delete(progress);
    return { status: 'sent', externalId: lastId };
  };
}

async function sendPart(api: Api, chatId: number, part: MessagePart): Promise<number> {
  const keyboard = part.choices.map((choice) => [choice]);
  const options = {
    link_preview_options: { is_disabled: true },
    ...(keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboard } }),
  };
  const sent = await api.sendMessage(chatId, part.text, options, within(SEND_MS));
  return sent.message_id;
}

/** How a call to the Bot API failed, without a word of what was sent: error texts hold the token or the message. */
export function failureOf(error: unknown): Failed {
  if (error instanceof HttpError) return { status: 'failed', reason: 'unreachable', retryable: true };
  if (!(error instanceof GrammyError)) throw error;
  const { error_code: code, description, parameters } = error;
  if (code === 429) {
    const wait = parameters.retry_after;
    return {
      status: 'failed',
      reason: 'limited',
      retryable: true,
      ...(wait === undefined ? {} : { retryAfterMs: wait * 1_000 }),
    };
  }
  if (code === 403) return { status: 'failed', reason: 'blocked', retryable: false };
  if (parameters.migrate_to_chat_id !== undefined) {
    return {
      status: 'failed',
      reason: 'gone',
      retryable: false,
      movedTo: String(parameters.migrate_to_chat_id),
    };
  }
  if (code === 400 && /chat not found|chat_id is empty|user not found/i.test(description))
    return { status: 'failed', reason: 'gone', retryable: false };
  // A refused token is the shop's to mend: what waits is sent when it is.
  if (code >= 500 || code === 401 || code === 404)
    return { status: 'failed', reason: 'unreachable', retryable: true };
  return { status: 'failed', reason: 'rejected', retryable: false };
}

/** What may be logged of a failure: the method and the number. */
export function describe(error: unknown): { readonly method?: string; readonly status: number | 'network' } {
  return error instanceof GrammyError
    ? { method: error.method, status: error.error_code }
    : { status: 'network' };
}

/** The class of an error from within, whose text may hold personal data. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

type GrammySignal = NonNullable<Parameters<Api['getUpdates']>[1]>;

/** grammY names the signal of a package for old versions of Node; it needs nothing that Node's own lacks. */
function isSignal(signal: unknown): signal is GrammySignal {
  return signal instanceof AbortSignal;
}

/** A signal as grammY's types want it. */
export function forGrammy(signal: AbortSignal): GrammySignal | undefined {
  return isSignal(signal) ? signal : undefined;
}

/** Ends a call that takes longer, as a network failure. */
export function within(milliseconds: number): GrammySignal | undefined {
  return forGrammy(AbortSignal.timeout(milliseconds));
}
