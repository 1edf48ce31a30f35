import {
  DiscordAPIError,
  HTTPError,
  MessageFlags,
  RateLimitError,
  REST,
  RESTJSONErrorCodes,
} from 'discord.js';
import { z } from 'zod';
import type { OutboundContent } from '../../core/conversation/channel.ts';
import { sha256 } from '../../core/kernel/digest.ts';
import { newId } from '../../core/kernel/ids.ts';
import type { SendOutcome } from '../../core/kernel/send-outcome.ts';
import { compose } from './compose.ts';
import { messageName } from './translate.ts';

/** Fields hold ids and numbers only: no words, no names, no token. */
export type DiscordLog = Readonly<Record<'warn' | 'error', (fields: object, message: string) => void>>;

const CALL_MS = 15_000;
/** Five messages in five seconds go to one conversation: the parts of a long text wait that long for each other. */
const WAITED_OUT_MS = 5_000;
const NONCE_LENGTH = 25;

const SENT = z.object({ id: z.string() });

type Failed = Extract<SendOutcome, { status: 'failed' }>;

/** The library forgets the token at the first 401; the shop may mend it at Discord, and what waits is then sent. */
class PatientRest extends REST {
  override setToken(token: string): this {
    return typeof token === 'string' ? super.setToken(token) : this;
  }
}

/** Calls of the Discord API. A long wait for a limit is told at once for what is sent, else waited out. */
export function createRest(token: string, apiUrl: string | undefined): REST {
  return new PatientRest({
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') }),
    version: '10',
    retries: 0,
    offset: 0,
    timeout: CALL_MS,
    rejectOnRateLimit: ({ method, retryAfter }) => method !== 'GET' && retryAfter > WAITED_OUT_MS,
  }).setToken(token);
}

/**
 * Sends the parts one after another. The nonce is made of the message's own id: sent again within minutes, after a cut or
 * a restart, Discord itself takes a part once.
 */
export function createSend(rest: REST, log: DiscordLog) {
  return async (key: string, content: OutboundContent, messageId: string = newId()): Promise<SendOutcome> => {
    const parts = compose(content);
    let externalId = '';
    for (const [index, part] of parts.entries()) {
      const nonce = sha256(`${messageId} ${index}`).slice(0, NONCE_LENGTH);
      const once = { nonce, enforce_nonce: true };
      const body = { ...part, ...once, allowed_mentions: { parse: [] }, flags: MessageFlags.SuppressEmbeds };
      try {
        externalId = messageName(SENT.parse(await rest.post(`/channels/${key}/messages`, { body })).id);
      } catch (error) {
        const failure = failureOf(error);
        log.warn({ ...describe(error), reason: failure.reason, part: index + 1 }, 'message not sent');
        return failure;
      }
    }
    if (parts.length > 0) return { status: 'sent', externalId };
    log.error({}, 'a message without text was not sent');
    return { status: 'failed', reason: 'rejected', retryable: false };
  };
}

/** How a call failed, without a word of what was sent: the library's errors hold the message and the address. */
export function failureOf(error: unknown): Failed {
  if (error instanceof RateLimitError)
    return {
      status: 'failed',
      reason: 'limited',
      retryable: true,
      retryAfterMs: Math.ceil(error.retryAfter),
    };
  if (error instanceof DiscordAPIError) return refusalOf(error);
  // A connection that fails names its reason in a code; a mistake of ours does not.
  const network = error instanceof Error && (error.name === 'AbortError' || 'code' in error);
  if (!network && !(error instanceof HTTPError)) throw error;
  return { status: 'failed', reason: 'unreachable', retryable: true };
}

function refusalOf({ status, code }: DiscordAPIError): Failed {
  if (code === RESTJSONErrorCodes.UnknownChannel || code === RESTJSONErrorCodes.UnknownUser)
    return { status: 'failed', reason: 'gone', retryable: false };
  if (code === RESTJSONErrorCodes.OpeningDirectMessagesTooFast)
    return { status: 'failed', reason: 'limited', retryable: true };
  // 50007 closed direct messages, 50001 and 50013 no access, 50278 no server in common
  if (status === 403) return { status: 'failed', reason: 'blocked', retryable: false };
  // A refused token is the shop's to mend: what waits is sent when it is.
  if (status === 401 || status === 404) return { status: 'failed', reason: 'unreachable', retryable: true };
  return { status: 'failed', reason: 'rejected', retryable: false };
}

/** What may be logged of a failure: the numbers, or the class of an error from within, whose text may hold personal data. */
export function describe(error: unknown): Readonly<Record<string, string | number>> {
  if (error instanceof DiscordAPIError) return { status: error.status, discord: error.code };
  if (error instanceof HTTPError) return { status: error.status };
  if (error instanceof RateLimitError) return { status: 429 };
  return { error: error instanceof Error ? error.name : typeof error };
}
