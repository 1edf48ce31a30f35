import { sameHash, sha256 } from '../../core/kernel/digest.ts';
import type { Redacted } from '../../core/kernel/redacted.ts';
import { nameOf, type TelegramLog } from './send.ts';
import { type TranslatedUpdate, translateUpdate } from './translate.ts';

/** Telegram waits as long as this header says, up to an hour (Bot API server, WebhookActor). */
const RETRY_AFTER_SECONDS = '5';

export interface WebhookOptions {
  readonly secret: Redacted<string>;
  readonly now: () => Date;
  /** Rejects when the update could not be stored: Telegram then delivers it again. */
  readonly take: (update: TranslatedUpdate) => Promise<void>;
  readonly log: TelegramLog;
}

/**
 * One delivery: 401 before anything is read when the secret is wrong, 400 for what is no update, 200 only when the
 * update is stored, else 503. Telegram keeps the order within a chat and delivers again until it gets a 200.
 */
export function createWebhookHandler({ secret, now, take, log }: WebhookOptions) {
  const expected = sha256(secret.reveal());

  return async (request: Request): Promise<Response> => {
    const given = request.headers.get('X-Telegram-Bot-Api-Secret-Token') ?? '';
    if (!sameHash(sha256(given), expected)) {
      log.warn({}, 'delivery with a wrong secret refused');
      return answer(401);
    }
    const update = translateUpdate(await readJson(request), now());
    if (update === undefined) return answer(400);
    try {
      await take(update);
    } catch (error) {
      log.error(
        { updateId: update.updateId, error: nameOf(error) },
        'update not stored; Telegram delivers it again',
      );
      return unavailable();
    }
    return answer(200);
  };
}

/** The answer while nothing can be stored: not started, stopping, database away. */
export function unavailable(): Response {
  return new Response(null, { status: 503, headers: { 'Retry-After': RETRY_AFTER_SECONDS } });
}

/** An answer without a body. */
export function answer(status: 200 | 400 | 401 | 404): Response {
  return new Response(null, { status });
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}
