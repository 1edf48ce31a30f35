import type { RetentionRepository } from '../application/ports.ts';
import type { Database } from './database.ts';

/** Removes what is past its term (R35). Each statement is one row of retention-classes.ts. */
export function retentionRepository(db: Database): RetentionRepository {
  return {
    async purge(before) {
      return {
        ip_address: await db.$executeRaw`
          UPDATE "Challenge" SET "ipHash" = NULL WHERE "ipHash" IS NOT NULL AND "createdAt" < ${before.ipAddress}`,
        wrong_code: await db.$executeRaw`
          UPDATE "WrongCode" SET "ipHash" = NULL, "limitHashes" = '{}'
          WHERE ("ipHash" IS NOT NULL OR "limitHashes" <> '{}') AND "at" < ${before.ipAddress}`,
        policy_chat: await db.$executeRaw`
          WITH gone AS (
            DELETE FROM "Conversation" c WHERE c."lastAt" < ${before.policyChat}
              AND NOT EXISTS (SELECT 1 FROM "PrivacyRequest" r WHERE r."conversationId" = c."id")
            RETURNING c."id")
          DELETE FROM "Task" t USING gone WHERE t."conversationId" = gone."id"`,
        // R21: a copy that nobody has opened is not taken away; without a link there is nothing to open.
        package: await db.$executeRaw`
          UPDATE "SourceSearch" s SET "recordsEnc" = NULL
          FROM "PrivacyRequest" r WHERE r."id" = s."requestId" AND s."recordsEnc" IS NOT NULL
            AND r."closedAt" < ${before.package}
            AND (NOT EXISTS (SELECT 1 FROM "RequestLink" l WHERE l."requestId" = r."id")
              OR (SELECT max(l."openedAt") FROM "RequestLink" l WHERE l."requestId" = r."id") < ${before.package})`,
        holding_place:
          await db.$executeRaw`DELETE FROM "ExportFile" WHERE "uploadedAt" < ${before.holdingPlace}`,
        caught_mail: await db.$executeRaw`DELETE FROM "CaughtMail" WHERE "at" < ${before.policyChat}`,
        staff_links:
          await db.$executeRaw`DELETE FROM "StaffSignInLink" WHERE "expiresAt" < ${before.staffSession}`,
        staff_sessions:
          await db.$executeRaw`DELETE FROM "StaffSession" WHERE "expiresAt" < ${before.staffSession}`,
      };
    },
  };
}
