import type { RowClass } from '../kernel/retention-terms.ts';
import type { Database } from './database.ts';
import { RECORDS_OF_GONE } from './records-of-gone.ts';

type Purge = (db: Database, before: Date, limit: number) => Promise<number>;

/**
 * What goes by its own age (R35): at most `limit` rows that began before an instant are removed or emptied; answers
 * how many. A row that somebody is at work on waits for the next run, and so does one that is still needed.
 */
export const PURGE_ROWS: Readonly<Record<RowClass, Purge>> = {
  policy_chat: (db, before, limit) => db.$executeRaw`
    WITH gone AS (
      SELECT c."id" FROM "Conversation" c WHERE NOT c."hasRequest" AND c."lastAt" < ${before}
        AND NOT EXISTS (SELECT 1 FROM "Task" t WHERE t."conversationId" = c."id" AND t."doneAt" IS NULL)
        AND NOT EXISTS (SELECT 1 FROM "Message" m WHERE m."conversationId" = c."id" AND m."status" = 'queued')
      ORDER BY c."lastAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ), tasks AS (
      DELETE FROM "Task" t USING gone WHERE t."conversationId" = gone."id"
    )
    DELETE FROM "Conversation" c USING gone WHERE c."id" = gone."id"`,

  // R21: a copy that was sent and that nobody has opened is not taken away; what never left has no opening.
  package: (db, before, limit) => db.$executeRaw`
    WITH gone AS (
      SELECT r."id" FROM "PrivacyRequest" r
      WHERE r."hasRecords" AND r."closedAt" < ${before}
        AND (r."status" NOT IN ('answered', 'refused')
          OR NOT EXISTS (SELECT 1 FROM "RequestLink" l WHERE l."requestId" = r."id")
          -- The first opening of what stands there now counts: a link that is mailed again makes no term longer.
          OR (SELECT coalesce(min(l."openedAt") FILTER (WHERE l."revokedAt" IS NULL), max(l."openedAt"))
            FROM "RequestLink" l WHERE l."requestId" = r."id") < ${before})
        AND NOT EXISTS (SELECT 1 FROM "Task" t WHERE t."requestId" = r."id" AND t."doneAt" IS NULL)
      ORDER BY r."closedAt" LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED
    ${RECORDS_OF_GONE}`,

  // An export whose columns nobody has confirmed yet is what an open search waits for.
  async order_export(db, before, limit) {
    const files = await db.$executeRaw`
    DELETE FROM "ExportFile" WHERE "id" IN (
      SELECT f."id" FROM "ExportFile" f WHERE f."uploadedAt" < ${before}
        AND NOT EXISTS (
          SELECT 1 FROM "PrivacyRequest" r WHERE r."closedAt" IS NULL AND r."receivedAt" <= f."uploadedAt"
            AND r."state" -> 'searches' -> f."source" ->> 'coverage' IN ('waiting', 'pending_export'))
      LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
    // What was approved is being carried out.
    const lists = await db.$executeRaw`
      UPDATE "TwoYearReview" SET "peopleEnc" = NULL WHERE "id" IN (
        SELECT "id" FROM "TwoYearReview" WHERE "peopleEnc" IS NOT NULL AND "status" <> 'approved'
          AND "madeAt" < ${before} LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
    const reasons = await db.$executeRaw`
      UPDATE "TwoYearStep" SET "reasonEnc" = NULL WHERE "id" IN (
        SELECT "id" FROM "TwoYearStep" WHERE "reasonEnc" IS NOT NULL AND "at" < ${before}
        LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
    return files + lists + reasons;
  },

  policy_notice: (db, before, limit) => db.$executeRaw`
    DELETE FROM "PolicyNoticePerson" WHERE ("version", "personHash") IN (
      SELECT p."version", p."personHash" FROM "PolicyNoticePerson" p WHERE p."listedAt" < ${before}
        AND NOT EXISTS (SELECT 1 FROM "PolicyNotice" n WHERE n."version" = p."version" AND n."status" = 'sending')
      LIMIT ${limit} FOR UPDATE SKIP LOCKED)`,

  async ip_address(db, before, limit) {
    const codes = await db.$executeRaw`
      UPDATE "Challenge" SET "ipHash" = NULL WHERE "id" IN (
        SELECT "id" FROM "Challenge" WHERE "ipHash" IS NOT NULL AND "createdAt" < ${before}
        LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
    const wrong = await db.$executeRaw`
      UPDATE "WrongCode" SET "ipHash" = NULL, "limitHashes" = '{}' WHERE "id" IN (
        SELECT "id" FROM "WrongCode" WHERE ("ipHash" IS NOT NULL OR "limitHashes" <> '{}') AND "at" < ${before}
        LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
    const begun = await db.$executeRaw`
      UPDATE "Conversation" SET "ipHash" = NULL WHERE "id" IN (
        SELECT "id" FROM "Conversation" WHERE "ipHash" IS NOT NULL AND "createdAt" < ${before}
        LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
    return codes + wrong + begun;
  },

  async breach_record(db, before, limit) {
    await db.$executeRaw`SELECT set_config('privacybalie.purge', 'on', true)`;
    const gone = await db.$executeRaw`
      DELETE FROM "Breach" WHERE "id" IN (
        SELECT b."id" FROM "Breach" b WHERE b."recordedAt" < ${before}
          AND NOT EXISTS (SELECT 1 FROM "BreachEntry" e WHERE e."breachId" = b."id" AND e."at" >= ${before})
          AND NOT EXISTS (SELECT 1 FROM "Task" t WHERE t."openKey" = 'breach_reported:' || b."id")
        LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
    await db.$executeRaw`SELECT set_config('privacybalie.purge', 'off', true)`;
    return gone;
  },

  caught_mail: (db, before, limit) => db.$executeRaw`
    DELETE FROM "CaughtMail" WHERE "id" IN (
      SELECT "id" FROM "CaughtMail" WHERE "at" < ${before} LIMIT ${limit} FOR UPDATE SKIP LOCKED)`,

  async staff_access(db, before, limit) {
    const links = await db.$executeRaw`
      DELETE FROM "StaffSignInLink" WHERE "tokenHash" IN (
        SELECT "tokenHash" FROM "StaffSignInLink" WHERE "expiresAt" < ${before} LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
    const sessions = await db.$executeRaw`
      DELETE FROM "StaffSession" WHERE "tokenHash" IN (
        SELECT "tokenHash" FROM "StaffSession" WHERE "expiresAt" < ${before} LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
    return links + sessions;
  },

  staff_mail: (db, before, limit) => db.$executeRaw`
    DELETE FROM "OutboundMail" WHERE "id" IN (
      SELECT "id" FROM "OutboundMail" WHERE "requestId" IS NULL AND "status" <> 'queued' AND "createdAt" < ${before}
      LIMIT ${limit} FOR UPDATE SKIP LOCKED)`,

  done_task: (db, before, limit) => db.$executeRaw`
    DELETE FROM "Task" WHERE "id" IN (
      SELECT "id" FROM "Task" WHERE "doneAt" < ${before} AND "requestId" IS NULL AND "conversationId" IS NULL
      LIMIT ${limit} FOR UPDATE SKIP LOCKED)`,

  run_report: (db, before, limit) => db.$executeRaw`
    DELETE FROM "DailyRun" WHERE "at" IN (
      SELECT "at" FROM "DailyRun" WHERE "at" < ${before} LIMIT ${limit} FOR UPDATE SKIP LOCKED)`,
};
