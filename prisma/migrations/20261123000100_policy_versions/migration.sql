-- CreateTable
CREATE TABLE "PolicyVersion" (
    "number" INTEGER NOT NULL,
    "origin" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "policyDate" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "told" JSONB NOT NULL,
    "own" JSONB,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "toldFrom" TIMESTAMPTZ(3),

    CONSTRAINT "PolicyVersion_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "PolicyStep" (
    "sequence" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "PolicyStep_pkey" PRIMARY KEY ("sequence")
);

-- CreateIndex
CREATE INDEX "PolicyVersion_toldFrom_idx" ON "PolicyVersion"("toldFrom");

-- CreateIndex
CREATE INDEX "PolicyStep_version_idx" ON "PolicyStep"("version");

-- By hand from here: what schema.prisma cannot say.
ALTER TABLE "PolicyVersion"
  ADD CONSTRAINT "PolicyVersion_origin_known" CHECK ("origin" IN ('built_in', 'imported')),
  ADD CONSTRAINT "PolicyVersion_status_known" CHECK ("status" IN ('proposed', 'approved', 'told', 'withdrawn')),
  ADD CONSTRAINT "PolicyVersion_told_since" CHECK (("status" = 'told') = ("toldFrom" IS NOT NULL)),
  ADD CONSTRAINT "PolicyVersion_own_text" CHECK (("origin" = 'imported') = ("own" IS NOT NULL));

CREATE FUNCTION "refuse_change_of_told_policy"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'TRUNCATE' AND OLD."status" <> 'told' THEN
    RETURN COALESCE(NEW, OLD);
  END IF;
  RAISE EXCEPTION '% of "PolicyVersion" is refused: customers were told it', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "PolicyVersion_told_stays" BEFORE UPDATE OR DELETE ON "PolicyVersion"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_told_policy"();
CREATE TRIGGER "PolicyVersion_no_truncate" BEFORE TRUNCATE ON "PolicyVersion"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_told_policy"();

CREATE FUNCTION "refuse_change_of_policy_step"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of "PolicyStep" is refused: the log is append-only', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "PolicyStep_never_changed" BEFORE UPDATE OR DELETE ON "PolicyStep"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_policy_step"();
CREATE TRIGGER "PolicyStep_no_truncate" BEFORE TRUNCATE ON "PolicyStep"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_policy_step"();
