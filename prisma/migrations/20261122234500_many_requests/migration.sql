-- What keeps its speed however many requests are stored (bench/scale.ts).

-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "hasRequest" BOOLEAN NOT NULL DEFAULT false;
UPDATE "Conversation" c SET "hasRequest" = true
WHERE EXISTS (SELECT 1 FROM "PrivacyRequest" r WHERE r."conversationId" = c."id");

-- Chats without a request, for the desk's list of them and for their purge.
DROP INDEX "Conversation_lastAt_idx";
CREATE INDEX "Conversation_without_request" ON "Conversation" ("lastAt") WHERE NOT "hasRequest";

-- The register, newest first.
CREATE INDEX "PrivacyRequest_receivedAt_number_idx" ON "PrivacyRequest"("receivedAt" DESC, "number");
DROP INDEX "AnonymisedRequest_month_idx";
CREATE INDEX "AnonymisedRequest_month_number_idx" ON "AnonymisedRequest"("month" DESC, "number");

-- What is to be done, in the order of its day.
CREATE INDEX "Task_open_list" ON "Task" ("dueDay", "createdAt") WHERE "doneAt" IS NULL;

-- What the daily run looks for among all that stays: closed requests whose term is short, and what is emptied.
CREATE INDEX "PrivacyRequest_unproven_closed" ON "PrivacyRequest" ("closedAt", "id") WHERE "level" = 0;
CREATE INDEX "PrivacyRequest_erased" ON "PrivacyRequest" ("closedAt", "id")
WHERE "level" > 0 AND "right" = 'erasure' AND "status" = 'answered';
CREATE INDEX "SourceSearch_with_records" ON "SourceSearch" ("requestId") WHERE "recordsEnc" IS NOT NULL;
CREATE INDEX "WrongCode_with_traces" ON "WrongCode" ("at") WHERE "ipHash" IS NOT NULL OR "limitHashes" <> '{}';
