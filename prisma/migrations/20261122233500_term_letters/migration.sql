-- Letters that change the clock of a request, and what is told about the proof that was asked (AVG 12(3), 12(6)).
ALTER TABLE "OutboundMail"
  DROP CONSTRAINT "OutboundMail_kind_known",
  ADD CONSTRAINT "OutboundMail_kind_known" CHECK ("kind" IN
    ('code', 'answer', 'announcement', 'sign_in', 'staff_alert', 'staff_text', 'human_delayed', 'reminder',
      'not_answered_yet', 'codes_allowed', 'receipt', 'notice', 'term_letter', 'identity_news'));

-- A request is closed for lack of identity by a refusal on that ground.
ALTER TABLE "Letter"
  DROP CONSTRAINT "Letter_kind_known",
  ADD CONSTRAINT "Letter_kind_known" CHECK ("kind" IN (
    'access_answer', 'decision', 'refusal', 'extension', 'identity_doubt', 'withdrawn', 'joined'));
