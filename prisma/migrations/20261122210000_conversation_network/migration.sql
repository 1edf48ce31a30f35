-- How many conversations one network begins in a day (R29).

-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "ipHash" TEXT;

-- CreateIndex
CREATE INDEX "Conversation_ipHash_createdAt_idx" ON "Conversation"("ipHash", "createdAt");
