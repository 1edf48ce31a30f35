-- A request that staff took down in the shop or on the phone, and where that person wants to be reached.
ALTER TABLE "PrivacyRequest" ADD COLUMN     "contactEnc" BYTEA;

ALTER TABLE "Conversation"
  DROP CONSTRAINT "Conversation_channel_known",
  ADD CONSTRAINT "Conversation_channel_known"
    CHECK ("channel" IN ('web', 'telegram', 'discord', 'email', 'counter', 'phone'));
ALTER TABLE "PrivacyRequest"
  DROP CONSTRAINT "PrivacyRequest_channel_known",
  ADD CONSTRAINT "PrivacyRequest_channel_known"
    CHECK ("channel" IN ('web', 'telegram', 'discord', 'email', 'counter', 'phone'));

-- As request-lists.ts has them, word for word.
DROP INDEX "PrivacyRequest_open_list";
CREATE INDEX "PrivacyRequest_open_list" ON "PrivacyRequest" ("raised" DESC, "staffDue", "createdAt")
WHERE "status" IN ('received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing')
  AND ("level" >= 1 OR "channel" IN ('email', 'counter', 'phone')
    OR "right" IN ('objection', 'withdraw_consent', 'complaint', 'breach_report'));
DROP INDEX "PrivacyRequest_unproven_list";
CREATE INDEX "PrivacyRequest_unproven_list" ON "PrivacyRequest" ("raised" DESC, "staffDue", "createdAt")
WHERE "status" IN ('received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing')
  AND NOT ("level" >= 1 OR "channel" IN ('email', 'counter', 'phone')
    OR "right" IN ('objection', 'withdraw_consent', 'complaint', 'breach_report'));

-- The receipt of such a request.
ALTER TABLE "OutboundMail"
  DROP CONSTRAINT "OutboundMail_kind_known",
  ADD CONSTRAINT "OutboundMail_kind_known" CHECK ("kind" IN
    ('code', 'answer', 'announcement', 'sign_in', 'staff_alert', 'staff_text', 'human_delayed', 'reminder',
      'not_answered_yet', 'codes_allowed', 'receipt'));
