-- A request that was asked twice by one person waits for the answer to the other one (R12).
ALTER TABLE "PrivacyRequest"
  DROP CONSTRAINT "PrivacyRequest_status_known",
  ADD CONSTRAINT "PrivacyRequest_status_known" CHECK ("status" IN (
    'received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing', 'answered',
    'answered_generally', 'refused', 'withdrawn', 'lapsed', 'joined'
  )),
  ADD CONSTRAINT "PrivacyRequest_joined_is_proven" CHECK ("status" <> 'joined' OR "level" >= 1);
CREATE INDEX "PrivacyRequest_joined_to" ON "PrivacyRequest" (("state"->>'joinedTo')) WHERE "status" = 'joined';
