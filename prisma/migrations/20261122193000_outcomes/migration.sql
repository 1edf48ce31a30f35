-- Letters that end nothing by themselves (AVG 12(3), 12(6), 18(3); R3, R12), and the mail that leaves before a deed.
ALTER TABLE "Letter"
  DROP CONSTRAINT "Letter_kind_known",
  ADD CONSTRAINT "Letter_kind_known" CHECK ("kind" IN (
    'access_answer', 'decision', 'refusal', 'extension', 'identity_doubt', 'identity_closing', 'withdrawn', 'joined'));

ALTER TABLE "OutboundMail"
  DROP CONSTRAINT "OutboundMail_kind_known",
  ADD CONSTRAINT "OutboundMail_kind_known"
    CHECK ("kind" IN ('code', 'answer', 'announcement', 'sign_in', 'staff_alert', 'staff_text', 'human_delayed',
      'reminder', 'not_answered_yet', 'codes_allowed'));
