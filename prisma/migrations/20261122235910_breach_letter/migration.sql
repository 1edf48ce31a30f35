-- AVG 34: a letter to the customer of a request about a breach.
ALTER TABLE "Letter"
  DROP CONSTRAINT "Letter_kind_known",
  ADD CONSTRAINT "Letter_kind_known" CHECK ("kind" IN (
    'access_answer', 'decision', 'refusal', 'extension', 'identity_doubt', 'fee', 'breach', 'withdrawn', 'joined'));
