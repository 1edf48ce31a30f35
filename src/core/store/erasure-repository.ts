import { z } from 'zod';
import type { ErasureRepository, HoldRow } from '../application/ports.ts';
import { CATEGORIES } from '../fulfilment/processor.ts';
import type { Database } from './database.ts';
import { exactly } from './exactly.ts';
import { Prisma } from './generated/client.ts';
import { RECORDS_OF_GONE } from './records-of-gone.ts';
import { openJson, type SealedColumns, sealJson } from './sealed-columns.ts';
import { storedBytes, storedDay } from './stored-values.ts';

const RECORDS = 'LegalHold.recordsEnc';
const OTHERS = 'ReturnBlock.othersEnc';
const ground = exactly<HoldRow['ground']>()(z.enum(['tax', 'oss', 'order', 'claim', 'expression', 'law']));
const HOLD = z.object({
  id: z.uuid(),
  source: z.string(),
  category: z.enum(CATEGORIES),
  count: z.int(),
  ground,
  until: storedDay,
  recordsEnc: storedBytes,
});
const ID = z.object({ id: z.uuid() });
const BLOCK = z.object({ hash: z.string(), erasedAt: z.date() });
const OTHERS_ROW = z.object({ id: z.uuid(), othersEnc: storedBytes });
const ERASED = z.object({ erasedAt: z.date() });
const COUNT = z.object({ count: z.int() });
const COUNTS = z.object({ blocks: z.int(), mailStops: z.int() });
const texts = z.array(z.string()).readonly();
const NO_CONDITION = Prisma.sql`TRUE`;

/** What stays after an erasure (R33). */
export function erasureRepository(db: Database, sealed: SealedColumns): ErasureRepository {
  async function holds(which: Prisma.Sql): Promise<readonly HoldRow[]> {
    const rows = await db.$queryRaw<unknown[]>`
      SELECT "id", "source", "category", "count", "ground", "until", "recordsEnc" FROM "LegalHold"
      WHERE ${which} ORDER BY "until", "id"`;
    return rows.map((row) => {
      const { recordsEnc, ...hold } = HOLD.parse(row);
      return { ...hold, recordIds: openJson(sealed[RECORDS], texts, recordsEnc, hold.id) };
    });
  }

  return {
    async addBlock({ id, addressHashes, at, until, othersRecords }) {
      const added = await db.$executeRaw`
        INSERT INTO "ReturnBlock" ("id", "addressHashes", "erasedAt", "until", "othersEnc")
        VALUES (${id}::uuid, ${[...addressHashes]}, ${at}, ${until},
          ${othersRecords.length === 0 ? null : sealJson(sealed[OTHERS], othersRecords, id)})
        ON CONFLICT ("id") DO NOTHING`;
      return added === 1;
    },

    async forgetCopies(requests, at) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT r."id" FROM "PrivacyRequest" r
        WHERE r."id" = ANY (${[...requests]}::uuid[]) AND r."closedAt" IS NOT NULL AND r."hasRecords"
          AND (NOT EXISTS (SELECT 1 FROM "RequestLink" l WHERE l."requestId" = r."id" AND l."revokedAt" IS NULL)
            OR EXISTS (SELECT 1 FROM "RequestLink" l WHERE l."requestId" = r."id" AND l."openedAt" IS NOT NULL))
          AND NOT EXISTS (SELECT 1 FROM "Task" t WHERE t."requestId" = r."id" AND t."doneAt" IS NULL)`;
      const ids = rows.map((row) => ID.parse(row).id);
      if (ids.length === 0) return;
      const these = Prisma.sql`"requestId" = ANY (${ids}::uuid[]) AND "revokedAt" IS NULL`;
      await db.$executeRaw`UPDATE "RequestLink" SET "revokedAt" = ${at} WHERE ${these}`;
      await db.$executeRaw`UPDATE "Transmission" SET "revokedAt" = ${at} WHERE ${these}`;
      await db.$executeRaw`
        WITH gone AS (
          SELECT unnest(${ids}::uuid[]) AS "id"
        ${RECORDS_OF_GONE}`;
    },

    async erasedAt(id) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT "erasedAt" FROM "ReturnBlock" WHERE "id" = ${id}::uuid`;
      return row === undefined ? undefined : ERASED.parse(row).erasedAt;
    },

    async blocks(hashes) {
      const which = hashes === undefined ? NO_CONDITION : Prisma.sql`h = ANY (${[...hashes]}::text[])`;
      const rows = await db.$queryRaw<unknown[]>`
        SELECT h AS "hash", max(b."erasedAt") AS "erasedAt" FROM "ReturnBlock" b, unnest(b."addressHashes") h
        WHERE ${which} GROUP BY h`;
      return rows.map((row) => BLOCK.parse(row));
    },

    async othersRecords() {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "id", "othersEnc" FROM "ReturnBlock" WHERE "othersEnc" IS NOT NULL`;
      return rows.flatMap((row) => {
        const { id, othersEnc } = OTHERS_ROW.parse(row);
        return openJson(sealed[OTHERS], texts, othersEnc, id);
      });
    },

    async currentBlocks(today) {
      const rows = await db.$queryRaw<unknown[]>`SELECT "id" FROM "ReturnBlock" WHERE "until" >= ${today}`;
      return rows.map((row) => ID.parse(row).id);
    },

    expireBlocks: (today) => db.$executeRaw`DELETE FROM "ReturnBlock" WHERE "until" < ${today}`,

    async addHold({ recordIds, ...hold }) {
      await db.$executeRaw`
        INSERT INTO "LegalHold" ("id", "source", "category", "count", "ground", "until", "recordsEnc")
        VALUES (${hold.id}::uuid, ${hold.source}, ${hold.category}, ${hold.count}, ${hold.ground}, ${hold.until},
          ${sealJson(sealed[RECORDS], recordIds, hold.id)})
        ON CONFLICT ("id") DO NOTHING`;
    },

    holds: (source) => holds(source === undefined ? NO_CONDITION : Prisma.sql`"source" = ${source}`),
    endedHolds: (today) => holds(Prisma.sql`"until" < ${today}`),
    hold: async (id) => (await holds(Prisma.sql`"id" = ${id}::uuid`))[0],

    async removeHold(id) {
      await db.$executeRaw`DELETE FROM "LegalHold" WHERE "id" = ${id}::uuid`;
    },

    addMailStops: (hashes) => db.$executeRaw`
      INSERT INTO "MailStop" ("addressHash") SELECT DISTINCT unnest(${[...hashes]}::text[])
      ON CONFLICT ("addressHash") DO NOTHING`,

    async unknownMailStops(hashes) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT count(*)::int AS "count" FROM (SELECT unnest(${[...hashes]}::text[]) EXCEPT
          SELECT "addressHash" FROM "MailStop") unknown`;
      return COUNT.parse(row).count;
    },

    async mailStopped(hashes) {
      const found = await db.$queryRaw<unknown[]>`
        SELECT 1 FROM "MailStop" WHERE "addressHash" = ANY (${[...hashes]}::text[]) LIMIT 1`;
      return found.length > 0;
    },

    async counts() {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT (SELECT count(*)::int FROM "ReturnBlock") AS "blocks",
          (SELECT count(*)::int FROM "MailStop") AS "mailStops"`;
      return COUNTS.parse(row);
    },

    async dropWaiting(request) {
      await db.$executeRaw`
        UPDATE "OutboundMail" SET "status" = 'failed', "failure" = 'erased', "contentEnc" = NULL
        WHERE "requestId" = ${request}::uuid AND "status" = 'queued'`;
      await db.$executeRaw`
        UPDATE "Message" SET "status" = 'failed', "failure" = 'erased'
        WHERE "requestId" = ${request}::uuid AND "status" = 'queued'`;
    },
  };
}
