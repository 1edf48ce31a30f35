import { z } from 'zod';
import type { InboundMessage, Receive } from '../../src/core/conversation/channel.ts';
import { holdRows } from './hold-rows.ts';
import type { CoreUnderTest } from './use-core.ts';

export type WatchedCore = ReturnType<typeof watchedCore>;

const WAIT_MS = 20_000;
const ROW = z.object({ id: z.uuid() });

/** What a channel hands over to the real core, and what the core made of it: stored, known already, or not stored. */
export function watchedCore(open: CoreUnderTest) {
  const attempts: InboundMessage[] = [];
  const stored: InboundMessage[] = [];
  const watchers = new Set<() => void>();
  let refused = 0;

  const receive: Receive = async (message) => {
    attempts.push(message);
    notify();
    try {
      const receipt = await open.core.receive(message);
      if (receipt.status === 'stored') stored.push(message);
      return receipt;
    } catch (error) {
      refused += 1;
      throw error;
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
    /** The database is down until it comes back. */
    goesAway: open.goesAway,
    comesBack: open.comesBack,
    /** What the customer wrote here, word for word as it is in the database. */
    async words(channel: InboundMessage['channel'], key: string): Promise<readonly string[]> {
      const entries = await open.core.transcripts.read(channel, key, 0);
      return entries.flatMap((entry) => (entry.from === 'customer' ? [entry.text] : []));
    },
    /** Another program has the conversations locked: nothing is stored until it lets go. */
    async holds(): Promise<() => Promise<void>> {
      return (await holdRows(open.connectionString, 'Conversation')).release;
    },
    /** The database refuses every change to one conversation, and takes those to others. */
    async damages(key: string, channel: 'telegram' | 'discord' = 'telegram'): Promise<() => Promise<void>> {
      const message = { channel, conversationKey: key, externalId: `before ${key}` } as const;
      await open.core.receive({ ...message, kind: 'text', text: 'hallo', receivedAt: open.clock.now() });
      const { rows } = await open.sql.query('SELECT "id" FROM "Conversation" ORDER BY "lastAt" DESC LIMIT 1');
      const { id } = ROW.parse(rows[0]);
      const table = 'ALTER TABLE "Conversation"';
      await open.sql.query(`${table} ADD CONSTRAINT "damaged" CHECK ("id" <> '${id}') NOT VALID`);
      return async () => {
        await open.sql.query(`${table} DROP CONSTRAINT "damaged"`);
      };
    },
    /** No message was taken before: a server of the tests names its updates anew, as one of a platform never would. */
    async forget(): Promise<void> {
      await open.sql.query('DELETE FROM "Message"');
    },
  };
}
