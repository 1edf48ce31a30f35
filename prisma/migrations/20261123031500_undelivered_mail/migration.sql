-- What did not arrive in a chat, mailed to the mailbox that was proven there.
ALTER TABLE "OutboundMail"
  DROP CONSTRAINT "OutboundMail_kind_known",
  ADD CONSTRAINT "OutboundMail_kind_known"
    CHECK ("kind" IN ('code', 'answer', 'announcement', 'sign_in', 'staff_alert', 'staff_text', 'human_delayed',
      'reminder', 'not_answered_yet', 'codes_allowed', 'receipt', 'notice', 'term_letter', 'identity_news',
      'policy_notice', 'undelivered'));
