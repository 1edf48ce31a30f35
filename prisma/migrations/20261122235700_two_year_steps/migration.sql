-- CreateTable
CREATE TABLE "TwoYearStep" (
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "reasonEnc" BYTEA,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "TwoYearStep_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "TwoYearStep_reviewId_sequence_key" ON "TwoYearStep"("reviewId", "sequence");

-- By hand from here: what schema.prisma cannot say.
ALTER TABLE "TwoYearStep"
  ADD CONSTRAINT "TwoYearStep_type_known" CHECK ("type" IN ('listed', 'approved', 'stopped', 'ticked', 'carried_out'));

-- Another secret seals the reason again; nothing else may become different.
CREATE FUNCTION "refuse_change_of_two_year_step"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'reasonEnc' = to_jsonb(OLD) - 'reasonEnc' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% of "TwoYearStep" is refused: the log is append-only', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "TwoYearStep_never_changed" BEFORE UPDATE OR DELETE ON "TwoYearStep"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_two_year_step"();
CREATE TRIGGER "TwoYearStep_no_truncate" BEFORE TRUNCATE ON "TwoYearStep"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_two_year_step"();
