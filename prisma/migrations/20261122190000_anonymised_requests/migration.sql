-- AlterTable
ALTER TABLE "SourceSearch" ADD COLUMN     "holds" JSONB;

-- CreateTable
CREATE TABLE "AnonymisedRequest" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "right" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "grounds" JSONB NOT NULL,
    "recipients" JSONB NOT NULL,
    "month" TEXT NOT NULL,
    "daysUsed" INTEGER NOT NULL,
    "onTime" BOOLEAN NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AnonymisedRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DailyRun" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "report" JSONB NOT NULL,

    CONSTRAINT "DailyRun_pkey" PRIMARY KEY ("at")
);

-- CreateIndex
CREATE UNIQUE INDEX "AnonymisedRequest_number_key" ON "AnonymisedRequest"("number");

-- CreateIndex
CREATE INDEX "AnonymisedRequest_month_idx" ON "AnonymisedRequest"("month");

-- CreateIndex
CREATE INDEX "PrivacyRequest_closedAt_idx" ON "PrivacyRequest"("closedAt");

-- CreateIndex
CREATE INDEX "Task_conversationId_idx" ON "Task"("conversationId");

-- By hand from here: what schema.prisma cannot say.

-- What is anonymised is a row of its own table
ALTER TABLE "PrivacyRequest"
  DROP CONSTRAINT "PrivacyRequest_status_known",
  ADD CONSTRAINT "PrivacyRequest_status_known" CHECK ("status" IN (
    'received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing', 'answered',
    'answered_generally', 'refused', 'withdrawn', 'lapsed'
  ));

ALTER TABLE "AnonymisedRequest"
  ADD CONSTRAINT "AnonymisedRequest_right_known" CHECK ("right" IN (
    'access', 'rectification', 'erasure', 'restriction', 'lift_restriction', 'portability', 'objection',
    'automated_decision', 'withdraw_consent', 'complaint', 'breach_report'
  )),
  ADD CONSTRAINT "AnonymisedRequest_outcome_known" CHECK ("outcome" IN (
    'answered', 'answered_generally', 'refused', 'withdrawn', 'lapsed'
  )),
  ADD CONSTRAINT "AnonymisedRequest_month" CHECK ("month" ~ '^\d{4}-\d{2}$'),
  ADD CONSTRAINT "AnonymisedRequest_no_day" CHECK ("at" = date_trunc('month', "at", 'UTC')),
  ADD CONSTRAINT "AnonymisedRequest_sequence_after_first" CHECK ("sequence" >= 2);

CREATE FUNCTION "refuse_change_of_remains"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of "AnonymisedRequest" is refused: it is what remains of the log', TG_OP
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "AnonymisedRequest_never_changed" BEFORE UPDATE OR DELETE ON "AnonymisedRequest"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_remains"();
CREATE TRIGGER "AnonymisedRequest_no_truncate" BEFORE TRUNCATE ON "AnonymisedRequest"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_remains"();
