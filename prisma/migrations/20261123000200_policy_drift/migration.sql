-- CreateTable
CREATE TABLE "PolicyDrift" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "finding" JSONB NOT NULL,
    "foundAt" TIMESTAMPTZ(3) NOT NULL,
    "goneAt" TIMESTAMPTZ(3),

    CONSTRAINT "PolicyDrift_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PolicyDrift_foundAt_idx" ON "PolicyDrift"("foundAt");

-- A finding is open once.
CREATE UNIQUE INDEX "PolicyDrift_open_key" ON "PolicyDrift"("key") WHERE "goneAt" IS NULL;

-- When policy and practice differed is kept as it was seen (AVG 5(2)): only its end is filled in, once.
CREATE FUNCTION "refuse_change_of_drift"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD."goneAt" IS NULL AND NEW."goneAt" IS NOT NULL AND (NEW."id", NEW."key", NEW."finding", NEW."foundAt")
      IS NOT DISTINCT FROM (OLD."id", OLD."key", OLD."finding", OLD."foundAt") THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'PolicyDrift is append-only';
END
$$;

CREATE TRIGGER "PolicyDrift_never_changed" BEFORE UPDATE OR DELETE ON "PolicyDrift"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_drift"();
CREATE TRIGGER "PolicyDrift_no_truncate" BEFORE TRUNCATE ON "PolicyDrift"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_drift"();
