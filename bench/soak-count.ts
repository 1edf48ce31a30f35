import { Client } from 'pg';
import * as z from 'zod';
import type { CoreSettings } from '../src/core/application/core-settings.ts';
import { shopProfile } from '../src/core/application/core-settings.ts';
import { asId, type ConversationId } from '../src/core/kernel/ids.ts';
import { renderMessage } from '../src/core/text/render-message.ts';
import { squeezed } from './soak-peers.ts';

export interface Counted {
  readonly lost: number;
  readonly doubled: number;
}

export interface SoakCount {
  readonly incoming: Counted;
  readonly replies: Counted & { readonly count: number };
  /** Shown twice where the peer knows no key against it (Telegram, mail): not counted as doubled. */
  readonly readTwice: { readonly telegram: number; readonly email: number };
  /** Conversations, and those in which something was asked and the desk said nothing. */
  readonly conversations: number;
  readonly unanswered: number;
  /** Mails that stand in the conversation that an earlier mail began. */
  readonly inThreads: number;
  /** Queued or given up at the end. */
  readonly notSent: number;
}

/** What the app of a customer shows of one conversation, message by message; undefined where nothing is sent to. */
export type Shown = (channel: string, key: string) => readonly string[] | undefined;

const ROWS = z.array(z.object({ id: z.string() }));
const WAITING = z.tuple([z.object({ queued: z.int(), stored: z.int() })]);

/** How many customers' messages are stored, and how many of the desk's wait to be sent. */
export async function waitingIn(connectionString: string) {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(
    `SELECT (count(*) FILTER (WHERE "status" = 'queued'))::int AS queued,
       (count(*) FILTER (WHERE "direction" = 'in'))::int AS stored FROM "Message"`,
  );
  await client.end();
  return WAITING.parse(rows)[0];
}

/**
 * Reads every conversation as it is stored, and compares: each message that was said stands there once, each reply that is
 * stored as sent was shown once, and where something was asked (`asks`) there is a reply.
 */
export async function countSoak(
  settings: CoreSettings,
  connectionString: string,
  said: readonly string[],
  asks: (words: string) => boolean,
  shown: Shown,
  site: string,
): Promise<SoakCount> {
  const shop = await shopProfile(settings);
  const client = new Client({ connectionString });
  await client.connect();
  const conversations = ROWS.parse((await client.query('SELECT "id" FROM "Conversation"')).rows);
  await client.end();
  const stored = new Map<string, number>();
  const replies = { lost: 0, doubled: 0, count: 0 };
  const readTwice = { telegram: 0, email: 0 };
  let [notSent, unanswered, inThreads] = [0, 0, 0];
  for (const { id } of conversations) {
    const expected: string[] = [];
    const customers: string[] = [];
    const read = await settings.store.transaction(async (tx) => ({
      conversation: await tx.conversations.byId(asId<ConversationId>(id)),
      rows: await tx.conversations.transcript(asId<ConversationId>(id), 0),
    }));
    const { conversation, rows } = read;
    if (conversation?.key == null) throw new Error('a conversation that does not open');
    for (const { content, status } of rows) {
      if (content.from === 'customer') {
        const marker = markerIn(content.text);
        stored.set(marker, (stored.get(marker) ?? 0) + 1);
        customers.push(content.text);
        continue;
      }
      if (status === 'queued' || status === 'failed') notSent += 1;
      const { paragraphs } = renderMessage(content.message, conversation.language, shop, site);
      expected.push(squeezed(paragraphs.join(' ')));
    }
    if (expected.length === 0 && customers.some(asks)) unanswered += 1;
    if (conversation.channel === 'email') inThreads += Math.max(0, customers.length - 1);
    const arrived = shown(conversation.channel, conversation.key);
    if (arrived === undefined) continue;
    // One mail carries all that waits, between its own greeting and footer.
    const compare = conversation.channel === 'email' ? occurrences : difference;
    const { lost, doubled } = compare(expected, arrived);
    replies.lost += lost;
    if (conversation.channel === 'telegram' || conversation.channel === 'email')
      readTwice[conversation.channel] += doubled;
    else replies.doubled += doubled;
    replies.count += expected.length;
  }
  const incoming = difference(
    said.map(markerIn),
    [...stored].flatMap(([marker, times]) => Array.from({ length: times }, () => marker)),
  );
  const counted = { incoming, replies, readTwice, notSent, unanswered, inThreads };
  return { ...counted, conversations: conversations.length };
}

/** Every text bears a number of its own. */
function markerIn(words: string): string {
  return /\bnummer (\d+)\b/.exec(words)?.[1] ?? words;
}

/** Of two lists in any order: how many of the first miss in the second, and how many of the second are too many. */
export function difference(expected: readonly string[], arrived: readonly string[]): Counted {
  const open = new Map<string, number>();
  for (const one of expected) open.set(one, (open.get(one) ?? 0) + 1);
  let doubled = 0;
  for (const one of arrived) {
    const left = open.get(one) ?? 0;
    if (left === 0) doubled += 1;
    else open.set(one, left - 1);
  }
  return { lost: [...open.values()].reduce((sum, left) => sum + left, 0), doubled };
}

/** How often each text stands in the mails, against how often it was said. */
function occurrences(expected: readonly string[], mails: readonly string[]): Counted {
  const all = mails.join(' | ');
  const counted = { lost: 0, doubled: 0 };
  for (const one of new Set(expected)) {
    const said = expected.filter((other) => other === one).length;
    const found = all.split(one).length - 1;
    counted.lost += Math.max(0, said - found);
    counted.doubled += Math.max(0, found - said);
  }
  return counted;
}
