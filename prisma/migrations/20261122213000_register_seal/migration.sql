-- CreateTable
CREATE TABLE "LogHead" (
    "requestId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "mac" TEXT NOT NULL,
    "sealedSequence" INTEGER,
    "sealedMac" TEXT,

    CONSTRAINT "LogHead_pkey" PRIMARY KEY ("requestId")
);

-- CreateTable
CREATE TABLE "RegisterSeal" (
    "id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "requests" INTEGER NOT NULL,
    "sum" TEXT NOT NULL,
    "mac" TEXT NOT NULL,

    CONSTRAINT "RegisterSeal_pkey" PRIMARY KEY ("id")
);

-- By hand from here: what schema.prisma cannot say.

-- What waits for the next seal
CREATE INDEX "LogHead_unsealed" ON "LogHead" ("requestId") WHERE "sealedMac" IS DISTINCT FROM "mac";

-- Logs from before the seals: the first seal takes them as they are
INSERT INTO "LogHead" ("requestId", "number", "sequence", "hash", "mac")
  SELECT "id", "number", "version", "headHash", '' FROM "PrivacyRequest"
  UNION ALL SELECT "id", "number", "sequence", "hash", '' FROM "AnonymisedRequest";
INSERT INTO "RegisterSeal" ("id", "number", "requests", "sum", "mac") VALUES (1, 0, 0, repeat('0', 64), '');

ALTER TABLE "RegisterSeal" ADD CONSTRAINT "RegisterSeal_one" CHECK ("id" = 1);

CREATE FUNCTION "refuse_removal_of_seal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of "%" is refused: it shows that a request is missing', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "LogHead_never_removed" BEFORE DELETE ON "LogHead"
  FOR EACH ROW EXECUTE FUNCTION "refuse_removal_of_seal"();
CREATE TRIGGER "LogHead_no_truncate" BEFORE TRUNCATE ON "LogHead"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_removal_of_seal"();
CREATE TRIGGER "RegisterSeal_never_removed" BEFORE DELETE ON "RegisterSeal"
  FOR EACH ROW EXECUTE FUNCTION "refuse_removal_of_seal"();
CREATE TRIGGER "RegisterSeal_no_truncate" BEFORE TRUNCATE ON "RegisterSeal"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_removal_of_seal"();
