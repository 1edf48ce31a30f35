import { tooManyRequests } from './api-answer.ts';
import type { ServerClock } from './server-clock.ts';

export interface FloodLimits {
  /** Private chats: one message a second, after a burst of this many. */
  readonly burst: number;
  readonly groupPerMinute: number;
  readonly overallPerSecond: number;
}

/** Telegram's FAQ names about 1 a second in a chat (bursts pass), 20 a minute in a group, 30 a second in all. */
export const TELEGRAM_LIMITS: FloodLimits = { burst: 30, groupPerMinute: 20, overallPerSecond: 30 };

/** Counts the messages that a bot sends, and refuses with the seconds to wait. */
export class FloodGate {
  readonly #clock: ServerClock;
  readonly #limits: FloodLimits;
  #sent: { readonly chat: number; readonly at: number }[] = [];
  readonly #buckets = new Map<number, { tokens: number; at: number }>();

  constructor(clock: ServerClock, limits: FloodLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  pass(chat: number, isGroup: boolean): void {
    const now = this.#clock.now();
    this.#sent = this.#sent.filter((entry) => entry.at > now - 60_000);
    const lastSecond = this.#sent.filter((entry) => entry.at > now - 1_000);
    if (lastSecond.length >= this.#limits.overallPerSecond) throw tooManyRequests(1);
    if (isGroup) this.#passGroup(chat, now);
    else this.#passPrivate(chat, now);
    this.#sent.push({ chat, at: now });
  }

  #passGroup(chat: number, now: number): void {
    const sent = this.#sent.filter((entry) => entry.chat === chat);
    const first = sent[0];
    if (first === undefined || sent.length < this.#limits.groupPerMinute) return;
    throw tooManyRequests(Math.ceil((first.at + 60_000 - now) / 1_000));
  }

  #passPrivate(chat: number, now: number): void {
    const bucket = this.#buckets.get(chat) ?? { tokens: this.#limits.burst, at: now };
    const tokens = Math.min(this.#limits.burst, bucket.tokens + (now - bucket.at) / 1_000);
    if (tokens < 1) throw tooManyRequests(Math.ceil(1 - tokens));
    this.#buckets.set(chat, { tokens: tokens - 1, at: now });
  }
}
