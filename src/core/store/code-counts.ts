import { z } from 'zod';
import type { ChallengeRepository } from '../application/ports.ts';
import { after } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { LIMITS } from '../kernel/limits.ts';
import type { Database } from './database.ts';

type Counts = Pick<
  ChallengeRepository,
  'countMailed' | 'countWrong' | 'addWrong' | 'wrongIn' | 'forgiveWrong'
>;

const MAILED = z.object({
  request: z.int(),
  address: z.int(),
  conversation: z.int(),
  ip: z.int(),
  shop: z.int(),
  withoutIp: z.int(),
});
const WRONG = z.object({ request: z.int(), conversation: z.int(), address: z.int(), ip: z.int() });
const WRONG_IN = WRONG.pick({ request: true, conversation: true });
/** Behind every hash in the order of locking. */
const SHOP = 'shop';

/** What the limits of R7 count: codes that went out, and wrong ones that came back. */
export function codeCounts(db: Database): Counts {
  /** Who counts the same waits until the end of this transaction: two at once would both see room. */
  async function lock(keys: readonly (string | null)[]): Promise<void> {
    const sorted = [...new Set(keys.filter((key) => key !== null))].sort();
    await db.$executeRaw`
      SELECT pg_advisory_xact_lock(hashtextextended(k."key", 0))
      FROM unnest(${sorted}::text[]) AS k("key")`;
  }

  return {
    async countMailed({ requestId, purpose, conversationId, ipHash, limitHash }, now) {
      await lock([limitHash, ipHash, SHOP]);
      const day = after(now, -LIMITS.codesPerAddress.withinMs);
      const hour = after(now, -LIMITS.proofCodesPerShop.withinMs);
      // What a person forgave begins anew: of no use to a customer who may get no further code.
      const [row] = await db.$queryRaw<unknown[]>`
        WITH forgiven AS (
          SELECT coalesce(max("forgivenAt"), '-infinity') AS "at" FROM "WrongCode"
          WHERE "requestId" = ${requestId}::uuid OR "conversationId" = ${conversationId}::uuid)
        SELECT
          (count(*) FILTER (WHERE "requestId" = ${requestId}::uuid AND "purpose" = ${purpose}
            AND "createdAt" > forgiven."at"))::int AS "request",
          (count(*) FILTER (WHERE "limitHash" = ${limitHash} AND "purpose" = ${purpose}))::int AS "address",
          (count(*) FILTER (WHERE "conversationId" = ${conversationId}::uuid
            AND "createdAt" > forgiven."at"))::int AS "conversation",
          (count(*) FILTER (WHERE "ipHash" = ${ipHash}))::int AS "ip",
          (count(*) FILTER (WHERE "purpose" = 'prove_mailbox' AND "createdAt" > ${hour}))::int AS "shop",
          (count(*) FILTER (WHERE "purpose" = 'prove_mailbox' AND "createdAt" > ${hour}
            AND "ipHash" IS NULL))::int AS "withoutIp"
        FROM "Challenge" CROSS JOIN forgiven WHERE "createdAt" > ${day}`;
      return MAILED.parse(row);
    },

    async countWrong({ requestId, purpose, conversationId, ipHash, limitHashes }, now) {
      await lock([...limitHashes, ipHash]);
      const address = after(now, -LIMITS.wrongCodesPerAddress.withinMs);
      const network = after(now, -LIMITS.wrongCodesPerNetwork.withinMs);
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT
          (count(*) FILTER (WHERE "requestId" = ${requestId}::uuid AND "purpose" = ${purpose}))::int AS "request",
          (count(*) FILTER (WHERE "conversationId" = ${conversationId}::uuid))::int AS "conversation",
          (count(*) FILTER (WHERE "limitHashes" && ${limitHashes}::text[] AND "purpose" = ${purpose}
            AND "at" > ${address}))::int AS "address",
          (count(*) FILTER (WHERE "ipHash" = ${ipHash} AND "at" > ${network}))::int AS "ip"
        FROM "WrongCode" WHERE "forgivenAt" IS NULL AND ("requestId" = ${requestId}::uuid
          OR "conversationId" = ${conversationId}::uuid OR "at" > ${address})`;
      return WRONG.parse(row);
    },

    async addWrong({ requestId, purpose, conversationId, ipHash, limitHashes }, now) {
      await db.$executeRaw`
        INSERT INTO "WrongCode" ("id", "requestId", "conversationId", "purpose", "limitHashes", "ipHash", "at")
        VALUES (${newId()}::uuid, ${requestId}::uuid, ${conversationId}::uuid, ${purpose}, ${limitHashes}::text[],
          ${ipHash}, ${now})`;
    },

    async wrongIn(id) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT
          (SELECT count(*) FROM "WrongCode" WHERE "forgivenAt" IS NULL AND "conversationId" = ${id}::uuid)::int
            AS "conversation",
          coalesce((SELECT max(n) FROM (
            SELECT count(*) AS n FROM "WrongCode" w JOIN "PrivacyRequest" r ON r."id" = w."requestId"
            WHERE w."forgivenAt" IS NULL AND r."conversationId" = ${id}::uuid
            GROUP BY w."requestId", w."purpose") AS counts), 0)::int AS "request"`;
      return WRONG_IN.parse(row);
    },

    forgiveWrong: (id, now) => db.$executeRaw`
      UPDATE "WrongCode" w SET "forgivenAt" = ${now} WHERE w."forgivenAt" IS NULL
        AND (w."conversationId" = ${id}::uuid
          OR w."requestId" IN (SELECT r."id" FROM "PrivacyRequest" r WHERE r."conversationId" = ${id}::uuid))`,
  };
}
