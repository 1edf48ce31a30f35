-- One more link to an answer: asked for, or because nobody opened it (R21).
ALTER TABLE "OutboundMail"
  DROP CONSTRAINT "OutboundMail_kind_known",
  ADD CONSTRAINT "OutboundMail_kind_known"
    CHECK ("kind" IN ('code', 'answer', 'answer_link', 'announcement', 'sign_in', 'staff_alert', 'staff_text',
      'human_delayed', 'reminder', 'not_answered_yet', 'codes_allowed', 'receipt', 'notice', 'term_letter',
      'identity_news', 'policy_notice', 'undelivered'));
