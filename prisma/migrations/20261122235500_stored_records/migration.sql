-- Requests whose copies are still stored, so that the daily run meets only those (bench/scale.ts): a condition on their
-- searches would be tried on every request that was ever closed.

-- AlterTable
ALTER TABLE "PrivacyRequest" ADD COLUMN     "hasRecords" BOOLEAN NOT NULL DEFAULT false;
UPDATE "PrivacyRequest" r SET "hasRecords" = true
WHERE EXISTS (SELECT 1 FROM "SourceSearch" s WHERE s."requestId" = r."id" AND s."recordsEnc" IS NOT NULL);

CREATE INDEX "PrivacyRequest_with_records" ON "PrivacyRequest" ("closedAt") WHERE "hasRecords";
DROP INDEX "SourceSearch_with_records";
