-- CreateTable
CREATE TABLE "Transmission" (
    "tokenHash" TEXT NOT NULL,
    "requestId" UUID NOT NULL,
    "letterId" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "stopTokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Transmission_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateIndex
CREATE UNIQUE INDEX "Transmission_stopTokenHash_key" ON "Transmission"("stopTokenHash");

-- CreateIndex
CREATE INDEX "Transmission_requestId_idx" ON "Transmission"("requestId");

-- AddForeignKey
ALTER TABLE "Transmission" ADD CONSTRAINT "Transmission_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The link for another controller and its code (AVG 20(2)), and wrong codes for that link.
ALTER TABLE "OutboundMail"
  DROP CONSTRAINT "OutboundMail_kind_known",
  ADD CONSTRAINT "OutboundMail_kind_known"
    CHECK ("kind" IN ('code', 'answer', 'answer_link', 'announcement', 'sign_in', 'staff_alert', 'staff_text',
      'human_delayed', 'reminder', 'not_answered_yet', 'codes_allowed', 'receipt', 'notice', 'term_letter',
      'identity_news', 'policy_notice', 'undelivered', 'transmission', 'transmission_code'));
ALTER TABLE "WrongCode"
  DROP CONSTRAINT "WrongCode_purpose_known",
  ADD CONSTRAINT "WrongCode_purpose_known"
    CHECK ("purpose" IN ('prove_mailbox', 'open_answer', 'prove_post', 'order_facts', 'transmission'));
