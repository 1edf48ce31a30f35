import { Prisma } from './generated/client.ts';

/** Follows `WITH gone AS (SELECT the ids of requests`: all that was found for those requests goes, and they say so. */
export const RECORDS_OF_GONE = Prisma.sql`
    ), searches AS (
      UPDATE "SourceSearch" s SET "recordsEnc" = NULL FROM gone WHERE s."requestId" = gone."id"
    ), pieces AS (
      DELETE FROM "SearchPiece" p USING gone WHERE p."requestId" = gone."id"
    ), texts AS (
      DELETE FROM "SearchText" t USING gone WHERE t."requestId" = gone."id"
    ), changes AS (
      -- Lifting a restriction puts back only what it changed.
      UPDATE "ChangeStep" c SET "payloadEnc" = NULL FROM gone
      WHERE c."requestId" = gone."id" AND c."action" <> 'restrict'
    ), files AS (
      DELETE FROM "FoundFile" f USING gone WHERE f."requestId" = gone."id"
    ), keys AS (
      UPDATE "SearchKey" k SET "valueEnc" = NULL FROM gone WHERE k."requestId" = gone."id"
    )
    UPDATE "PrivacyRequest" r SET "hasRecords" = false FROM gone WHERE r."id" = gone."id"`;
