import { setTimeout as wait } from 'node:timers/promises';
import type { REST } from 'discord.js';
import { z } from 'zod';
import type { InboundMessage, Receive } from '../../core/conversation/channel.ts';
import { type DiscordLog, describe, failureOf } from './send.ts';
import { madeAt, translateMessage } from './translate.ts';

const PAGE = 100;
/** Further back nothing is looked for: a thousand messages that nobody took in. */
const MOST_PAGES = 10;
const AUTHOR = z.looseObject({ bot: z.boolean().optional() });
const HISTORY = z.array(z.looseObject({ id: z.string(), author: AUTHOR }));

/**
 * Hands over to the core, in order within a conversation and each until it is stored: what cannot be stored holds up its
 * own conversation only. What is in hand when the process ends stands in Discord's history and is read at the next start.
 */
export function createIntake(
  rest: REST,
  log: DiscordLog,
  stopping: AbortSignal,
  retryDelaysMs: readonly number[],
  receive: Receive,
) {
  const turns = new Map<string, Promise<unknown>>();
  const read = new Set<string>();
  let known: Promise<ReadonlyMap<string, Date> | undefined> = Promise.resolve(undefined);

  function inTurn<Value>(key: string, work: () => Promise<Value>): Promise<Value | undefined> {
    const before = turns.get(key) ?? Promise.resolve();
    const turn = before.then(() => (stopping.aborted ? undefined : work()));
    const settled: Promise<unknown> = turn
      .catch(() => undefined)
      .finally(() => turns.get(key) === settled && turns.delete(key));
    turns.set(key, settled);
    return turn;
  }

  /** Tries until it works; undefined when the channel stopped before. */
  async function persist<Value>(what: string, work: () => Promise<Value>): Promise<Value | undefined> {
    for (let tries = 0; !stopping.aborted; tries += 1) {
      try {
        return await work();
      } catch (error) {
        log.error(describe(error), what);
        const delay = retryDelaysMs[Math.min(tries, retryDelaysMs.length - 1)];
        await wait(delay, undefined, { signal: stopping }).catch(() => undefined);
      }
    }
    return undefined;
  }

  const store = (message: InboundMessage) =>
    persist('message not stored; it is tried again', () => receive(message));

  /**
   * Takes in, once a session, what a history holds: messages and changes since the last one that is stored. Of a
   * conversation that is not known: what came after the desk's own last words, up to `before`, which is here already.
   */
  async function readUp(key: string, before?: string): Promise<void> {
    const since = (await known)?.get(key);
    if (read.has(key)) return;
    const missed = await persist('history not read; it is tried again', () => history(key, since, before));
    const messages = (missed ?? []).toReversed().flatMap((entry) => {
      const old = since !== undefined && madeAt(entry.id) <= since;
      const message = translateMessage(entry, old);
      return message === undefined || (old && message.receivedAt <= since) ? [] : [message];
    });
    // In the order of their times: what is stored last says from where the next start has to read.
    for (const message of messages.sort((a, b) => Number(a.receivedAt) - Number(b.receivedAt)))
      if (message.kind !== 'ignored') await store(message);
    if (!stopping.aborted) read.add(key);
  }

  async function history(key: string, since: Date | undefined, before: string | undefined) {
    const found: z.infer<typeof HISTORY> = [];
    const isKnown = ({ id, author }: (typeof found)[number]) =>
      since === undefined ? author.bot === true : madeAt(id) <= since;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const from = found.at(-1)?.id ?? before;
      const entries = await pageOf(key, from === undefined ? {} : { before: from });
      found.push(...entries);
      if (entries.some(isKnown) || entries.length < PAGE) break;
    }
    const ends = since === undefined && found.some(isKnown);
    return ends ? found.slice(0, found.findIndex(isKnown)) : found;
  }

  async function pageOf(key: string, from: Readonly<Record<string, string>>) {
    try {
      const query = new URLSearchParams({ limit: String(PAGE), ...from });
      return HISTORY.parse(await rest.get(`/channels/${key}/messages`, { query }));
    } catch (error) {
      if (!(error instanceof z.ZodError) && failureOf(error).retryable) throw error;
      log.warn(describe(error), 'the history of a conversation cannot be read');
      return [];
    }
  }

  return {
    persist,
    take: (message: InboundMessage) =>
      inTurn(message.conversationKey, async () => {
        await readUp(message.conversationKey, /\d+/.exec(message.externalId)?.[0]);
        return store(message);
      }),
    /** Every history has to be read again, from these times (UTC) on; the others when somebody writes. */
    async newSession(heard: () => Promise<readonly { readonly key: string; readonly at: Date }[]>) {
      read.clear();
      const asked = async () => new Map((await heard()).map(({ key, at }) => [key, at]));
      known = persist('conversations not known; asked again', asked);
      for (const key of (await known)?.keys() ?? []) void inTurn(key, () => readUp(key));
    },
    async finish(): Promise<void> {
      while (turns.size > 0) await Promise.all(turns.values());
    },
  };
}
