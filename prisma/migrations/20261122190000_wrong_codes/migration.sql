-- Wrong codes are counted one by one (R7): per request and conversation until a person forgives them, per address and
-- network for a day. What was counted so far is kept: an update gives nobody new guesses.

-- CreateTable
CREATE TABLE "WrongCode" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "conversationId" UUID,
    "purpose" TEXT NOT NULL,
    "limitHashes" TEXT[],
    "ipHash" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "forgivenAt" TIMESTAMPTZ(3),

    CONSTRAINT "WrongCode_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "WrongCode_requestId_idx" ON "WrongCode"("requestId");

-- CreateIndex
CREATE INDEX "WrongCode_conversationId_idx" ON "WrongCode"("conversationId");

-- CreateIndex
CREATE INDEX "WrongCode_at_idx" ON "WrongCode"("at");

-- AddForeignKey
ALTER TABLE "WrongCode" ADD CONSTRAINT "WrongCode_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "WrongCode"
  ADD CONSTRAINT "WrongCode_purpose_known" CHECK ("purpose" IN ('prove_mailbox', 'open_answer')),
  ADD CONSTRAINT "WrongCode_limitHashes_given" CHECK ("limitHashes" IS NOT NULL);

INSERT INTO "WrongCode" ("id", "requestId", "conversationId", "purpose", "limitHashes", "ipHash", "at")
  SELECT gen_random_uuid(), c."requestId", c."conversationId", c."purpose", ARRAY[c."addressHash"], c."ipHash",
    c."createdAt"
  FROM "Challenge" c CROSS JOIN LATERAL generate_series(1, c."tries");

-- AlterTable
ALTER TABLE "Challenge" ADD COLUMN "limitHash" TEXT;
UPDATE "Challenge" SET "limitHash" = "addressHash";
ALTER TABLE "Challenge" ALTER COLUMN "limitHash" SET NOT NULL, DROP COLUMN "tries";

-- DropIndex
DROP INDEX "Challenge_addressHash_createdAt_idx";

-- CreateIndex
CREATE INDEX "Challenge_limitHash_createdAt_idx" ON "Challenge"("limitHash", "createdAt");

-- CreateIndex
CREATE INDEX "Challenge_createdAt_idx" ON "Challenge"("createdAt");

-- That codes count again is also mailed to the mailbox that was proven.
ALTER TABLE "OutboundMail"
  DROP CONSTRAINT "OutboundMail_kind_known",
  ADD CONSTRAINT "OutboundMail_kind_known" CHECK ("kind" IN
    ('code', 'answer', 'sign_in', 'staff_alert', 'staff_text', 'human_delayed', 'reminder', 'not_answered_yet',
      'codes_allowed'));
