-- AVG 12(5)(a): a fee is told beforehand, by a letter of its own.
ALTER TABLE "Letter"
  DROP CONSTRAINT "Letter_kind_known",
  ADD CONSTRAINT "Letter_kind_known" CHECK ("kind" IN (
    'access_answer', 'decision', 'refusal', 'extension', 'identity_doubt', 'fee', 'withdrawn', 'joined'));
