import { setTimeout as wait } from 'node:timers/promises';
import { type Api, GrammyError } from 'grammy';
import { describe, failureOf, forGrammy, nameOf, type TelegramLog, within } from './send.ts';
import { type TranslatedUpdate, translateUpdate } from './translate.ts';

export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;
/** How long stopping may take to tell Telegram what was handled; if that fails, it comes again and is harmless. */
const CONFIRM_MS = 5_000;

export interface PollOptions {
  readonly api: Api;
  /** Seconds that Telegram holds an empty answer. */
  readonly pollSeconds: number;
  /** Milliseconds to wait after the first, second, … failure in a row; the last one counts from there on. */
  readonly retryDelaysMs: readonly number[];
  readonly now: () => Date;
  /** Rejects when the update could not be stored: it is then asked for again. */
  readonly take: (update: TranslatedUpdate) => Promise<void>;
  readonly log: TelegramLog;
}

/**
 * Long polling. grammY's own loop confirms an update whose handler threw; this one lets the offset pass an update
 * only after `take` resolved. While one conversation fails, the others of the same batch go on; the order within a
 * conversation is kept. What was handled ahead is remembered, so that it is not handed over twice.
 */
export function startPolling({ api, pollSeconds, retryDelaysMs, now, take, log }: PollOptions) {
  const stopping = new AbortController();
  const ahead = new Set<number>();
  let webhookGone = false;
  let offset = 0;
  let asked = 0;
  let confirmed = 0;

  async function poll(): Promise<boolean> {
    if (!webhookGone) await api.deleteWebhook({ drop_pending_updates: false }, forGrammy(stopping.signal));
    webhookGone = true;
    asked = offset;
    const updates = await api.getUpdates(
      { offset, limit: 100, timeout: pollSeconds, allowed_updates: ALLOWED_UPDATES },
      forGrammy(stopping.signal),
    );
    confirmed = asked;
    const failing = new Set<string>();
    for (const update of updates) {
      if (stopping.signal.aborted) break;
      await handle(update.update_id, translateUpdate(update, now()), failing);
      // A second conversation that fails: it is not the message, it is the database.
      if (failing.size > 1) break;
    }
    return failing.size === 0;
  }

  async function handle(id: number, update: TranslatedUpdate | undefined, failing: Set<string>) {
    const conversation = update?.message.conversationKey ?? '';
    if (failing.has(conversation)) return;
    try {
      if (update !== undefined && !ahead.has(id)) await take(update);
    } catch (error) {
      failing.add(conversation);
      log.error({ updateId: id, error: nameOf(error) }, 'update not stored; it is asked for again');
      return;
    }
    if (failing.size > 0) ahead.add(id);
    else {
      ahead.delete(id);
      offset = id + 1;
    }
  }

  function delayAfter(error: unknown, delay: number): number {
    const { reason, retryAfterMs } = failureOf(error);
    const conflict = error instanceof GrammyError && error.error_code === 409;
    if (conflict) webhookGone = false;
    const text = conflict
      ? 'another program or a webhook takes in the messages of this bot'
      : 'no updates from Telegram';
    log.warn({ ...describe(error), reason }, text);
    return retryAfterMs ?? delay;
  }

  async function run(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; ) {
      const delay = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 0;
      let pause: number | undefined;
      try {
        if (!(await poll())) pause = delay;
      } catch (error) {
        // The held poll that was called off had told its offset already.
        if (stopping.signal.aborted) confirmed = asked;
        else pause = delayAfter(error, delay);
      }
      failures = pause === undefined ? 0 : failures + 1;
      if (pause !== undefined)
        await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    if (offset > confirmed) await confirm();
  }

  async function confirm(): Promise<void> {
    try {
      await api.getUpdates({ offset, limit: 1, timeout: 0 }, within(CONFIRM_MS));
    } catch (error) {
      log.warn(describe(error), 'what was handled last is delivered again after the next start');
    }
  }

  const running = run();
  return {
    /** Finishes the update in hand and tells Telegram what was handled. */
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
