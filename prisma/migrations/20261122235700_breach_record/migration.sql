-- CreateTable
CREATE TABLE "Breach" (
    "id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "awareAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,

    CONSTRAINT "Breach_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BreachEntry" (
    "id" UUID NOT NULL,
    "breachId" UUID NOT NULL,
    "sequence" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "noteEnc" BYTEA NOT NULL,

    CONSTRAINT "BreachEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Breach_recordedAt_idx" ON "Breach"("recordedAt");

-- CreateIndex
CREATE INDEX "BreachEntry_breachId_at_idx" ON "BreachEntry"("breachId", "at");

-- AddForeignKey
ALTER TABLE "BreachEntry" ADD CONSTRAINT "BreachEntry_breachId_fkey" FOREIGN KEY ("breachId") REFERENCES "Breach"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what schema.prisma cannot say.
ALTER TABLE "Breach"
  ADD CONSTRAINT "Breach_origin_known" CHECK ("origin" IN ('staff', 'went_wrong', 'report'));

-- AVG 33(5): an addition is a new entry. Retention says so in its own transaction, as of the log.
CREATE FUNCTION "refuse_change_of_breach"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('privacybalie.purge', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% of "%" is refused: the record of breaches is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "Breach_append_only" BEFORE UPDATE OR DELETE ON "Breach"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_breach"();
CREATE TRIGGER "Breach_no_truncate" BEFORE TRUNCATE ON "Breach"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_breach"();
CREATE TRIGGER "BreachEntry_append_only" BEFORE UPDATE OR DELETE ON "BreachEntry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_breach"();
CREATE TRIGGER "BreachEntry_no_truncate" BEFORE TRUNCATE ON "BreachEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_breach"();
