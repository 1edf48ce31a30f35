-- AlterTable
ALTER TABLE "PrivacyRequest" ADD COLUMN     "remindStaffOn" TEXT,
ADD COLUMN     "tellCustomerOn" TEXT;

-- CreateTable
CREATE TABLE "Reminder" (
    "requestId" UUID NOT NULL,
    "term" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "batch" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("requestId","term","step")
);

-- CreateIndex
CREATE INDEX "Reminder_batch_idx" ON "Reminder"("batch");

-- CreateIndex
CREATE INDEX "PrivacyRequest_remindStaffOn_idx" ON "PrivacyRequest"("remindStaffOn");

-- CreateIndex
CREATE INDEX "PrivacyRequest_tellCustomerOn_idx" ON "PrivacyRequest"("tellCustomerOn");

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Requests that were open before are looked at by the first run.
UPDATE "PrivacyRequest" SET "remindStaffOn" = "receivedDay", "tellCustomerOn" = "customerDue"
WHERE "status" IN ('received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing');

ALTER TABLE "PrivacyRequest"
  ADD CONSTRAINT "PrivacyRequest_remindStaffOn_day" CHECK ("remindStaffOn" ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT "PrivacyRequest_tellCustomerOn_day" CHECK ("tellCustomerOn" ~ '^\d{4}-\d{2}-\d{2}$');
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_term_day" CHECK ("term" ~ '^\d{4}-\d{2}-\d{2}$');

-- The lists of the desk in their own order, so that a page of them costs the same however many requests there are. The
-- conditions are those of request-lists.ts, word for word: PostgreSQL uses the index only when they agree.
CREATE INDEX "PrivacyRequest_open_list" ON "PrivacyRequest" ("raised" DESC, "staffDue", "createdAt")
WHERE "status" IN ('received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing')
  AND ("level" >= 1 OR "channel" IN ('email', 'counter')
    OR "right" IN ('objection', 'withdraw_consent', 'complaint', 'breach_report'));
CREATE INDEX "PrivacyRequest_unproven_list" ON "PrivacyRequest" ("raised" DESC, "staffDue", "createdAt")
WHERE "status" IN ('received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing')
  AND NOT ("level" >= 1 OR "channel" IN ('email', 'counter')
    OR "right" IN ('objection', 'withdraw_consent', 'complaint', 'breach_report'));
CREATE INDEX "PrivacyRequest_closed_list" ON "PrivacyRequest" ("closedAt" DESC, "createdAt" DESC)
WHERE NOT ("status" IN ('received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing'));

-- Reminders to staff, and what a customer is told when a promised day passes without an answer (R15, R30).
ALTER TABLE "OutboundMail"
  DROP CONSTRAINT "OutboundMail_kind_known",
  ADD CONSTRAINT "OutboundMail_kind_known" CHECK ("kind" IN
    ('code', 'answer', 'sign_in', 'staff_alert', 'staff_text', 'human_delayed', 'reminder', 'not_answered_yet'));
