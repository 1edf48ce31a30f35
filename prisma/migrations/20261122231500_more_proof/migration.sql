-- A notice is a mail of fixed words: which ones its sealed content says, so that a new one needs no migration.
ALTER TABLE "OutboundMail"
  DROP CONSTRAINT "OutboundMail_kind_known",
  ADD CONSTRAINT "OutboundMail_kind_known"
    CHECK ("kind" IN ('code', 'answer', 'announcement', 'sign_in', 'staff_alert', 'staff_text', 'human_delayed',
      'reminder', 'not_answered_yet', 'codes_allowed', 'receipt', 'notice'));

-- A code in a letter to the postal address on file (R9), counted apart from those that are mailed.
ALTER TABLE "Challenge"
  DROP CONSTRAINT "Challenge_purpose_known",
  ADD CONSTRAINT "Challenge_purpose_known" CHECK ("purpose" IN ('prove_mailbox', 'open_answer', 'prove_post'));
ALTER TABLE "WrongCode"
  DROP CONSTRAINT "WrongCode_purpose_known",
  ADD CONSTRAINT "WrongCode_purpose_known" CHECK ("purpose" IN ('prove_mailbox', 'open_answer', 'prove_post'));
