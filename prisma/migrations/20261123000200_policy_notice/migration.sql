-- CreateTable
CREATE TABLE "PolicyNotice" (
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "leftOut" JSONB NOT NULL,
    "perHour" INTEGER NOT NULL,
    "listedAt" TIMESTAMPTZ(3) NOT NULL,
    "nextAt" TIMESTAMPTZ(3),

    CONSTRAINT "PolicyNotice_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "PolicyNoticePerson" (
    "version" INTEGER NOT NULL,
    "personHash" TEXT NOT NULL,
    "addressEnc" BYTEA,
    "status" TEXT NOT NULL,
    "mailId" UUID,
    "listedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PolicyNoticePerson_pkey" PRIMARY KEY ("version","personHash")
);

-- CreateIndex
CREATE UNIQUE INDEX "PolicyNoticePerson_mailId_key" ON "PolicyNoticePerson"("mailId");

-- CreateIndex
CREATE INDEX "PolicyNoticePerson_version_status_idx" ON "PolicyNoticePerson"("version", "status");

-- By hand from here: what schema.prisma cannot say.
ALTER TABLE "PolicyNotice"
  ADD CONSTRAINT "PolicyNotice_status_known" CHECK ("status" IN ('listed', 'sending', 'stopped', 'done'));
ALTER TABLE "PolicyNoticePerson"
  ADD CONSTRAINT "PolicyNoticePerson_status_known" CHECK ("status" IN ('waiting', 'queued', 'sent', 'failed', 'left_out')),
  ADD CONSTRAINT "PolicyNoticePerson_address_while_waiting" CHECK (("status" = 'waiting') = ("addressEnc" IS NOT NULL));

ALTER TABLE "OutboundMail"
  DROP CONSTRAINT "OutboundMail_kind_known",
  ADD CONSTRAINT "OutboundMail_kind_known" CHECK ("kind" IN
    ('code', 'answer', 'announcement', 'sign_in', 'staff_alert', 'staff_text', 'human_delayed', 'reminder',
      'not_answered_yet', 'codes_allowed', 'receipt', 'notice', 'term_letter', 'identity_news', 'policy_notice'));
