-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "externalKey" TEXT;

CREATE INDEX "Message_externalKey_idx" ON "Message" ("externalKey") WHERE "externalKey" IS NOT NULL;
