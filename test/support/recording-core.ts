import type { InboundMessage, Receive } from '../../src/core/conversation/channel.ts';

export type RecordingCore = ReturnType<typeof recordingCore>;

const WAIT_MS = 5_000;

/** Stands where the core stands: keeps what a channel hands over, once per externalId, and can go away. */
export function recordingCore() {
  const attempts: InboundMessage[] = [];
  const stored: InboundMessage[] = [];
  const watchers = new Set<() => void>();
  let refused = 0;
  let away = false;
  let hold: Promise<void> | undefined;

  const receive: Receive = async (message) => {
    attempts.push(message);
    notify();
    if (hold !== undefined) {
      const held = hold;
      hold = undefined;
      await held;
    }
    try {
      if (away) {
        refused += 1;
        throw new Error('the database is away');
      }
      if (message.kind === 'ignored') return { status: 'ignored' };
      if (stored.some((other) => other.externalId === message.externalId)) return { status: 'duplicate' };
      stored.push(message);
      return { status: 'stored' };
    } finally {
      notify();
    }
  };

  function notify(): void {
    for (const check of [...watchers]) check();
  }

  function until(what: string, holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!holds()) return;
        clearTimeout(timer);
        watchers.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        watchers.delete(check);
        reject(new Error(`waited ${WAIT_MS} ms in vain for: ${what}`));
      }, WAIT_MS);
      watchers.add(check);
      check();
    });
  }

  return {
    receive,
    stored: (): readonly InboundMessage[] => stored,
    refused: () => refused,
    /** What was stored, as soon as there are so many. */
    async received(count: number): Promise<readonly InboundMessage[]> {
      await until(`${count} stored messages`, () => stored.length >= count);
      return stored;
    },
    async receivedWhere(matches: (message: InboundMessage) => boolean): Promise<void> {
      await until('a certain message', () => stored.some(matches));
    },
    /** What was handed over, repeats and refused ones included. */
    async attempted(count: number): Promise<readonly InboundMessage[]> {
      await until(`${count} attempts`, () => attempts.length >= count);
      return attempts;
    },
    rejectedOnce: () => until('a refused message', () => refused > 0),
    goesAway(): void {
      away = true;
    },
    comesBack(): void {
      away = false;
    },
    /** The next message stays in hand until the returned function is called. */
    holdsNext(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      hold = promise;
      return resolve;
    },
  };
}
