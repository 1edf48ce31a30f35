-- Alarms about chats of nobody known are held and told together (R29): when which task was told.

-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "alarmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "heldAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Task_alarmedAt_idx" ON "Task"("alarmedAt");
