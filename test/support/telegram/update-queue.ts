import { ApiError, type Args, integerArg, type Json, jsonArg } from './api-answer.ts';
import type { ServerClock } from './server-clock.ts';

const MAX_HOLD_SECONDS = 50;
const KEPT_MS = 24 * 3_600_000;
const NOT_BY_DEFAULT = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

export interface QueuedUpdate {
  readonly id: number;
  readonly type: string;
  readonly payload: Json;
  /** Updates of one chat reach a webhook one after another. */
  readonly chat: number | undefined;
  readonly expiresAt: number;
}

export type Reply = (outcome: readonly Json[] | ApiError) => void;

interface HeldPoll {
  readonly offset: number;
  readonly limit: number;
  readonly reply: Reply;
  readonly cancelTimer: () => void;
}

/** Updates that wait for a bot, and long polling with its offset, hold and conflict rules. */
export class UpdateQueue {
  readonly #clock: ServerClock;
  #updates: QueuedUpdate[] = [];
  #confirmed: QueuedUpdate[] = [];
  #nextId = 731_000_001;
  #allowed: ReadonlySet<string> | undefined;
  #held: HeldPoll | undefined;
  #lastOffset = 0;
  #lastPollAt = Number.NEGATIVE_INFINITY;
  #nextConflictAt = Number.NEGATIVE_INFINITY;
  /** Called when an update was queued, for the webhook. */
  onAdded: () => void = () => undefined;

  constructor(clock: ServerClock) {
    this.#clock = clock;
  }

  /** The id of the update; undefined when the bot did not ask for this type. */
  add(type: string, payload: Json, chat?: number): number | undefined {
    const wanted = this.#allowed === undefined ? !NOT_BY_DEFAULT.has(type) : this.#allowed.has(type);
    if (!wanted) return undefined;
    const id = this.#nextId;
    this.#nextId += 1;
    this.#updates.push({ id, type, payload, chat, expiresAt: this.#clock.now() + KEPT_MS });
    this.#answerHeld();
    this.onAdded();
    return id;
  }

  pending(): readonly QueuedUpdate[] {
    this.#updates = this.#updates.filter((update) => update.expiresAt > this.#clock.now());
    return this.#updates;
  }

  #confirm(offset: number): void {
    const confirmed = this.#updates.filter((update) => update.id < offset);
    if (confirmed.length > 0) this.#confirmed = confirmed;
    this.#updates = this.#updates.filter((update) => update.id >= offset);
  }

  /** As if the bot had died before its last confirmation: what that poll deleted waits again. */
  unconfirm(): void {
    this.#updates = [...this.#confirmed, ...this.#updates];
    this.#confirmed = [];
  }

  forget(id: number): void {
    this.#updates = this.#updates.filter((update) => update.id !== id);
  }

  clear(): void {
    this.#updates = [];
  }

  /** Sticky: a call without the argument leaves it as it was; an empty list is the default again. */
  allow(args: Args): void {
    const types = jsonArg(args, 'allowed_updates');
    if (!Array.isArray(types)) return;
    this.#allowed = types.length === 0 ? undefined : new Set(types.map(String));
  }

  /** Returns how to forget the poll when its connection is gone. */
  poll(args: Args, reply: Reply): () => void {
    this.allow(args);
    const now = this.#clock.now();
    const asked = integerArg(args, 'offset') ?? 0;
    const offset = this.#resolve(asked);
    let limit = Math.min(Math.max(integerArg(args, 'limit') ?? 100, 1), 100);
    let hold = Math.min(Math.max(integerArg(args, 'timeout') ?? 0, 0), MAX_HOLD_SECONDS);
    if (asked === this.#lastOffset && hold < 3 && now < this.#lastPollAt + 3_000) hold = 3;
    if (asked === this.#lastOffset && now < this.#lastPollAt + 500) limit = 1;
    this.#lastOffset = asked;
    this.#lastPollAt = now;
    this.abortHeld('terminated by other getUpdates request; make sure that only one bot instance is running');
    this.#confirm(offset);
    if (this.pending().length > 0 || hold === 0) {
      reply(this.#take(limit));
      return () => undefined;
    }
    const cancelTimer = this.#clock.after(hold * 1_000, () => this.#answerHeld());
    const held = { offset, limit, reply, cancelTimer };
    this.#held = held;
    return () => {
      cancelTimer();
      if (this.#held === held) this.#held = undefined;
    };
  }

  get holding(): boolean {
    return this.#held !== undefined;
  }

  /** Conflicts are answered at most once in three seconds; the ones between wait. */
  abortHeld(reason: string): void {
    const held = this.#held;
    if (held === undefined) return;
    this.#held = undefined;
    held.cancelTimer();
    const conflict = () => held.reply(new ApiError(409, `Conflict: ${reason}`));
    const now = this.#clock.now();
    if (now < this.#nextConflictAt) {
      this.#clock.after(3_000, conflict);
      return;
    }
    this.#nextConflictAt = now + 3_000;
    conflict();
  }

  #resolve(offset: number): number {
    if (offset >= 0) return offset;
    return this.pending().slice(offset)[0]?.id ?? this.#nextId;
  }

  #take(limit: number): readonly Json[] {
    return this.pending()
      .slice(0, limit)
      .map(({ id, type, payload }) => ({ update_id: id, [type]: payload }));
  }

  #answerHeld(): void {
    const held = this.#held;
    if (held === undefined) return;
    this.#held = undefined;
    held.cancelTimer();
    held.reply(this.#take(held.limit));
  }
}
