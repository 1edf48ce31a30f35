import { z } from 'zod';
import type { RequestRepository } from '../application/ports.ts';
import type { Database } from './database.ts';
import { requestId } from './stored-values.ts';

type Cards = Pick<
  RequestRepository,
  'card' | 'placeCard' | 'markCardShown' | 'markCardUnknown' | 'behindCards' | 'removeCard'
>;

const CARD = z.object({ requestId, channel: z.string(), externalId: z.string(), version: z.int() });
const BEHIND = z.object({ id: requestId });

/** The card of a request in a staff channel. Every change compares: what another process wrote is never overwritten. */
export function cardRows(db: Database): Cards {
  return {
    async card(id) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT "requestId", "channel", "externalId", "version" FROM "StaffCard" WHERE "requestId" = ${id}::uuid`;
      return row === undefined ? undefined : CARD.parse(row);
    },

    async placeCard(card, instead, now) {
      const placed =
        instead === null
          ? await db.$executeRaw`
              INSERT INTO "StaffCard" ("requestId", "channel", "externalId", "version", "updatedAt")
              VALUES (${card.requestId}::uuid, ${card.channel}, ${card.externalId}, 0, ${now})
              ON CONFLICT ("requestId") DO NOTHING`
          : await db.$executeRaw`
              UPDATE "StaffCard" SET "channel" = ${card.channel}, "externalId" = ${card.externalId}, "version" = 0,
                "updatedAt" = ${now}
              WHERE "requestId" = ${card.requestId}::uuid AND "externalId" = ${instead}`;
      return placed === 1;
    },

    async markCardShown(id, externalId, version, now) {
      const marked = await db.$executeRaw`
        UPDATE "StaffCard" SET "version" = ${version}, "updatedAt" = ${now}
        WHERE "requestId" = ${id}::uuid AND "externalId" = ${externalId} AND "version" < ${version}`;
      return marked === 1;
    },

    async markCardUnknown(id, now) {
      await db.$executeRaw`
        UPDATE "StaffCard" SET "version" = 0, "updatedAt" = ${now} WHERE "requestId" = ${id}::uuid`;
    },

    async removeCard(id) {
      await db.$executeRaw`DELETE FROM "StaffCard" WHERE "requestId" = ${id}::uuid`;
    },

    // Which requests have a card: as has-card.ts has it.
    async behindCards(limit) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT r."id" FROM "PrivacyRequest" r LEFT JOIN "StaffCard" c ON c."requestId" = r."id"
        WHERE (r."level" >= 1 OR r."right" = 'breach_report' OR r."state"->>'knownSender' = 'true')
          AND CASE WHEN c."requestId" IS NULL THEN r."closedAt" IS NULL
            ELSE c."version" < (r."state"->>'cardVersion')::int END
        ORDER BY r."createdAt" LIMIT ${limit}`;
      return rows.map((row) => BEHIND.parse(row).id);
    },
  };
}
