import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { JobStatement } from './job-statement.ts';
import type { WrittenTurn } from './written-turn.ts';

const LOCK = `
  INSERT INTO "Conversation" ("id", "channel", "key", "keyEnc", "language", "dialogueEnc", "createdAt", "lastAt")
  VALUES ($1, 'telegram', $2, $5, 'nl', $3, $4, $4)
  ON CONFLICT ("channel", "key") DO UPDATE SET "language" = "Conversation"."language"
  RETURNING "id", "keyEnc", "dialogueEnc", "nextSequence"`;
const REQUESTS = `
  SELECT "id", "number", "right", "receivedAt", "wordsEnc", "nameEnc", "emailEnc", "emailHash", "provenAt", "state",
    "headHash"
  FROM "PrivacyRequest" WHERE "conversationId" = $1 ORDER BY "id" FOR UPDATE`;
const PROFILE = 'SELECT "version", "data" FROM "ShopProfileVersion" ORDER BY "version" DESC LIMIT 1';
const OPEN = `
  WITH opened AS (
    INSERT INTO "PrivacyRequest" ("id", "number", "right", "status", "version", "channel", "conversationId",
      "language", "receivedAt", "receivedDay", "legalDue", "policyDue", "staffDue", "customerDue", "wordsEnc",
      "state", "headHash", "createdAt")
    VALUES ($1, $2, $3, 'received', 1, 'telegram', $4, 'nl', $5, $6, $6, $6, $6, $6, $7, $8, $9, $5)
  ), asked AS (
    UPDATE "Conversation" SET "hasRequest" = true WHERE "id" = $4
  ), head AS (
    INSERT INTO "LogHead" ("requestId", "number", "sequence", "hash", "mac") VALUES ($1, $2, 1, $9, $14)
  )
  INSERT INTO "RequestEvent" ("requestId", "sequence", "at", "type", "actor", "data", "previousHash", "hash", "versions")
  VALUES ($1, 1, $5, $10, $11, $12, $13, $14, $15)`;
const SAVE = `
  UPDATE "Conversation" SET "dialogueEnc" = $2, "language" = 'nl', "noticeVersion" = '1', "noticeAt" = $3,
    "humanWantedAt" = NULL, "nextSequence" = $4, "lastAt" = $3
  WHERE "id" = $1`;

function messages(count: number, direction: 'in' | 'out'): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const [id, sequence, content, key] = [1, 2, 3, 4].map((place) => `$${3 + 4 * index + place}`);
    const status = direction === 'in' ? 'stored' : 'queued';
    return `(${id}::uuid, $1::uuid, ${sequence}::int, '${direction}', ${key}, $2::timestamptz, ${content}::bytea, '${status}')`;
  });
  return `
    WITH added AS (
      INSERT INTO "Message"
        ("id", "conversationId", "sequence", "direction", "inboundKey", "at", "contentEnc", "status")
      VALUES ${rows.join()}
      ON CONFLICT ("inboundKey") DO NOTHING
      RETURNING "conversationId"
    )
    SELECT 1 FROM added, pg_notify($3, added."conversationId"::text)`;
}

/**
 * A turn by hand, with `pg` alone: the rows, locks and notifications of ours, one prepared statement a round trip,
 * and no understanding, deciding, sealing, hashing or checking.
 */
export function bareTurns(pool: Pool, turn: WrittenTurn, jobs: JobStatement) {
  return {
    opening: (key: string) => inTransaction(pool, (client) => take(client, key, turn.outboundBytes)),
    followUp: (key: string) =>
      inTransaction(pool, (client) => take(client, key, turn.outboundBytes.slice(0, 1))),
  };

  async function take(client: PoolClient, key: string, outbound: readonly number[]): Promise<void> {
    const now = new Date();
    const dialogue = randomBytes(turn.dialogueBytes);
    const [conversation] = await run(client, 'lock', LOCK, [
      randomUUID(),
      key,
      dialogue,
      now,
      Buffer.from(key),
    ]);
    const { id, nextSequence } = conversation ?? {};
    if (typeof id !== 'string' || typeof nextSequence !== 'number') throw new Error('no conversation');
    await add(client, 'in', id, nextSequence, [
      { bytes: turn.inboundBytes, key: `telegram:${randomUUID()}` },
    ]);
    if (nextSequence === 1) await open(client, id, now);
    else await run(client, 'requests', REQUESTS, [id]);
    const messageIds = await add(
      client,
      'out',
      id,
      nextSequence + 1,
      outbound.map((bytes) => ({ bytes, key: null })),
    );
    await run(client, 'save', SAVE, [id, dialogue, now, nextSequence + 1 + outbound.length]);
    await run(client, 'jobs', jobs.text, [jobs.jobsOf(messageIds, id)]);
  }

  async function open(client: PoolClient, conversationId: string, now: Date): Promise<void> {
    const { request, event } = turn;
    await run(client, 'profile', PROFILE, []);
    const words = randomBytes(request.wordsBytes);
    const ours = [randomUUID(), randomUUID(), request.right, conversationId, now, request.due, words];
    const logged = [event.type, event.actor, event.data, event.previousHash, event.hash, event.versions];
    await run(client, 'open', OPEN, [...ours, request.state, request.headHash, ...logged]);
  }
}

async function add(
  client: PoolClient,
  direction: 'in' | 'out',
  conversationId: string,
  sequence: number,
  contents: readonly { readonly bytes: number; readonly key: string | null }[],
): Promise<readonly string[]> {
  const ids = contents.map(() => randomUUID());
  const values = contents.flatMap(({ bytes, key }, index) => [
    ids[index],
    sequence + index,
    randomBytes(bytes),
    key,
  ]);
  const shared = [conversationId, new Date(), 'conversation_changed'];
  const name = `${direction} ${contents.length}`;
  await run(client, name, messages(contents.length, direction), [...shared, ...values]);
  return ids;
}

async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await run(client, 'begin', 'BEGIN', []);
    await work(client);
    await run(client, 'commit', 'COMMIT', []);
  } catch (error) {
    client.release(true);
    throw error;
  }
  client.release();
}

async function run(
  client: PoolClient,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await client.query({ name, text, values: [...values] })).rows;
}
