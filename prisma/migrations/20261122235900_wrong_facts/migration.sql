-- Wrong facts of an order are counted per address, apart from codes (R9).
ALTER TABLE "WrongCode"
  DROP CONSTRAINT "WrongCode_purpose_known",
  ADD CONSTRAINT "WrongCode_purpose_known"
    CHECK ("purpose" IN ('prove_mailbox', 'open_answer', 'prove_post', 'order_facts'));
