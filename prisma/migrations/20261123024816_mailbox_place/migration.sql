-- CreateTable
CREATE TABLE "MailboxPlace" (
    "mailbox" TEXT NOT NULL,
    "uidValidity" TEXT NOT NULL,
    "lastUid" BIGINT NOT NULL,
    "lastArrival" TIMESTAMPTZ(3),

    CONSTRAINT "MailboxPlace_pkey" PRIMARY KEY ("mailbox")
);
