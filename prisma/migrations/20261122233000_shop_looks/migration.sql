-- CreateTable
CREATE TABLE "ShopLook" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "detail" TEXT NOT NULL,

    CONSTRAINT "ShopLook_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ShopLook_at_idx" ON "ShopLook"("at");

-- By hand from here: what schema.prisma cannot say.
ALTER TABLE "ShopLook"
  ADD CONSTRAINT "ShopLook_what_known" CHECK ("what" IN ('register_csv', 'register_json', 'file'));

CREATE FUNCTION "refuse_change_of_look"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of "ShopLook" is refused: it says who saw what', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "ShopLook_never_changed" BEFORE UPDATE OR DELETE ON "ShopLook"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_look"();

-- For the figures and the export: among ten entries of a request these are rare
CREATE INDEX "RequestEvent_extended" ON "RequestEvent" ("requestId")
  WHERE "type" = 'redated' AND "data"->>'cause' = 'extended';
CREATE INDEX "RequestEvent_refusal" ON "RequestEvent" ("requestId", "sequence") WHERE "type" = 'refusal_prepared';
CREATE INDEX "PrivacyRequest_receivedDay" ON "PrivacyRequest" ("receivedDay");
