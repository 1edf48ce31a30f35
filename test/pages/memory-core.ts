import type { CaughtMail, TranscriptEntry } from '../../src/core/application/core-api.ts';
import type { InboundMessage, Receive } from '../../src/core/conversation/channel.ts';
import { parseDay } from '../../src/core/kernel/calendar-day.ts';
import type { ReplyLanguage } from '../../src/core/kernel/language.ts';
import { ok, refuse } from '../../src/core/kernel/result.ts';
import type { DeskMessage, PagesCore } from '../../src/pages/page-tools.ts';
import { ANSWER, LETTERLESS } from './answer-view.ts';

export const CODE = '123456';
export const LINK = 'a-link-that-exists-0000000000000000';
export const WAITING_LINK = 'a-link-without-answer-00000000000000';
export const REPORT = 'a-report-link-that-exists-00000000000';
export const NUMBER = 'PB-2345-6789';

const DUE = parseDay('2026-12-22');

/**
 * The port of the core, kept in memory: it stores, repeats nothing, answers by a short fixed dialogue and calls back
 * when something was added. Good for what pages do; what the desk decides is tested where it is decided.
 */
export function memoryCore(now: () => Date) {
  const conversations = new Map<string, TranscriptEntry[]>();
  const seen = new Set<string>();
  const watchers = new Map<string, Set<() => void>>();
  const sentCodes: string[] = [];
  const reported: string[] = [];
  const caught: CaughtMail[] = [];
  const deserted = Promise.withResolvers<void>();
  let wrong = 0;
  let away = false;

  function add(key: string, from: 'customer' | 'desk', content: string | DeskMessage): void {
    const entries = conversations.get(key) ?? [];
    conversations.set(key, entries);
    const at = { sequence: entries.length + 1, at: now() };
    if (from === 'customer' && typeof content === 'string') entries.push({ ...at, from, text: content });
    if (from === 'desk' && typeof content !== 'string') entries.push({ ...at, from, message: content });
    for (const changed of watchers.get(key) ?? []) changed();
  }

  const receive: Receive = async (message) => {
    if (away) throw new Error('the database is away');
    if (message.kind === 'ignored') return { status: 'ignored' };
    if (seen.has(message.externalId)) return { status: 'duplicate' };
    seen.add(message.externalId);
    const key = message.conversationKey;
    const first = (conversations.get(key)?.length ?? 0) === 0;
    add(key, 'customer', wordsOf(message));
    if (first) add(key, 'desk', { kind: 'first_notice', channel: 'web' });
    for (const reply of repliesTo(message)) add(key, 'desk', reply);
    return { status: 'stored' };
  };

  const api: PagesCore = {
    transcripts: {
      async read(_channel, key, after) {
        if (away) throw new Error('the database is away');
        return (conversations.get(key) ?? []).filter((entry) => entry.sequence > after);
      },
      async language(_channel, key): Promise<ReplyLanguage | undefined> {
        return conversations.has(key) ? 'nl' : undefined;
      },
      watch(_channel, key, changed) {
        const set = watchers.get(key) ?? new Set();
        watchers.set(key, set.add(changed));
        return () => {
          set.delete(changed);
          if (set.size === 0) deserted.resolve();
        };
      },
    },
    answers: {
      known: async (token) => token === LINK || token === WAITING_LINK,
      async sendCode(token) {
        sentCodes.push(token);
        return sentCodes.length > 5 ? refuse('answer.code_limit') : ok(null);
      },
      async enter(token, code) {
        if (code === CODE) return ok({ session: `session of ${token}` });
        wrong += 1;
        return refuse(wrong > 3 ? 'answer.code_limit' : 'answer.code_wrong');
      },
      async view(token, session) {
        if (session !== `session of ${token}`) return refuse('answer.session_ended');
        return ok(token === LINK ? ANSWER : LETTERLESS);
      },
      async download(token, session) {
        if (session !== `session of ${token}`) return refuse('answer.session_ended');
        if (token !== LINK) return refuse('answer.not_ready');
        return ok({ fileName: `${NUMBER}.zip`, content: zipBytes() });
      },
      reportKnown: async (token) => token === REPORT,
      async reportNotMe(token) {
        if (token !== REPORT) return refuse('answer.link_unknown');
        reported.push(token);
        return ok(null);
      },
    },
    desk: {
      caughtMail: async (limit) => caught.slice(0, limit),
    },
  };

  return {
    api,
    receive,
    /** Something happens without the customer, such as a member of staff who answers. */
    pushes: (message: DeskMessage) => {
      for (const key of conversations.keys()) add(key, 'desk', message);
    },
    messages: () => [...conversations.values()].flat(),
    conversations: () => [...conversations.keys()],
    listeners: () => [...watchers.values()].reduce((sum, set) => sum + set.size, 0),
    /** Resolves as soon as somebody stopped watching and nobody is left. */
    noListeners: () => deserted.promise,
    sentCodes: () => sentCodes,
    reported: () => reported,
    catches: (text: string) => {
      const id = `m${caught.length + 1}`;
      caught.unshift({ id, to: 'sanne@example.nl', subject: 'Uw code', text, html: '', at: now() });
    },
    goesAway: () => {
      away = true;
    },
    comesBack: () => {
      away = false;
    },
  };
}

async function* zipBytes(): AsyncIterable<Uint8Array> {
  yield new Uint8Array([0x50, 0x4b, 0x05, 0x06]);
  yield new Uint8Array(18);
}

function wordsOf(message: InboundMessage): string {
  if (message.kind === 'text') return message.text;
  return message.kind === 'choice' ? `[${message.choice}]` : `[${message.kind}]`;
}

function repliesTo(message: InboundMessage): readonly DeskMessage[] {
  if (DUE === undefined) return [];
  if (message.kind === 'choice') {
    if (message.choice.startsWith('copy')) return [{ kind: 'ask_identity', number: NUMBER }];
    if (message.choice === 'resend') return [{ kind: 'code_sent', to: 's…@example.nl' }];
    return [{ kind: 'human_called' }];
  }
  if (message.kind !== 'text') return [{ kind: 'file_not_taken', file: 'document' }];
  const { text } = message;
  if (/bewaren|keep about/i.test(text))
    return [
      { kind: 'general_answer' },
      { kind: 'receipt', number: NUMBER, right: 'access', dueDay: DUE },
      { kind: 'ask_choice', number: NUMBER },
    ];
  if (text.includes('@')) return [{ kind: 'code_sent', to: 's…@example.nl' }];
  if (text.replace(/\D/g, '') === CODE) return [{ kind: 'proven', number: NUMBER, dueDay: DUE }];
  if (/^[\d\s]+$/.test(text)) return [{ kind: 'code_wrong' }];
  if (text.length > 20_000) return [{ kind: 'too_long' }];
  return [{ kind: 'not_understood' }];
}
