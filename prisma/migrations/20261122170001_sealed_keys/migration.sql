-- Where the sealing was left out this fails and changes nothing.
ALTER TABLE "Conversation" ALTER COLUMN "keyEnc" SET NOT NULL;
ALTER TABLE "SourceSearch" ALTER COLUMN "coverageEnc" SET NOT NULL, DROP COLUMN "coverage";
ALTER TABLE "Message"
  ADD CONSTRAINT "Message_externalId_sealed" CHECK ("externalId" IS NULL OR "externalIdEnc" IS NOT NULL);
ALTER TABLE "Message" DROP COLUMN "externalId";
