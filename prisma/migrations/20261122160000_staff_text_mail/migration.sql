-- A member of staff's words, and the notice that a person is late, also go to a proven mailbox (R5, R15).
ALTER TABLE "OutboundMail"
  DROP CONSTRAINT "OutboundMail_kind_known",
  ADD CONSTRAINT "OutboundMail_kind_known"
    CHECK ("kind" IN ('code', 'answer', 'sign_in', 'staff_alert', 'staff_text', 'human_delayed'));
