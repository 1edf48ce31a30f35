-- AlterTable
ALTER TABLE "MailboxPlace" ADD COLUMN     "leftUntil" TIMESTAMPTZ(3),
ADD COLUMN     "lookedAt" TIMESTAMPTZ(3);

-- What came up to the last mail was read, or left, by the program before.
UPDATE "MailboxPlace" SET "leftUntil" = coalesce("lastArrival", now()), "lookedAt" = "lastArrival";
