-- AlterTable
ALTER TABLE "Letter" ADD COLUMN     "changesEnc" BYTEA;

-- CreateTable
CREATE TABLE "ChangeStep" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "letterId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "treatment" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "payloadEnc" BYTEA,
    "plannedAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "nextAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ChangeStep_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ChangeStep_requestId_idx" ON "ChangeStep"("requestId");

-- AddForeignKey
ALTER TABLE "ChangeStep" ADD CONSTRAINT "ChangeStep_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ChangeStep"
  ADD CONSTRAINT "ChangeStep_action_known" CHECK ("action" IN ('erase', 'rectify', 'restrict', 'unrestrict')),
  ADD CONSTRAINT "ChangeStep_status_known" CHECK ("status" IN ('planned', 'sent', 'unknown', 'done', 'already_gone',
    'changed', 'held', 'failed', 'by_hand'));
