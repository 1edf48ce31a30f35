-- Chat ids and what staff typed about a search stood as they are. Sealing them needs the secret: core/store/seal-keys.ts
-- fills these columns in the transaction of the next migration, which takes the old values away.
ALTER TABLE "Conversation" ADD COLUMN "keyEnc" BYTEA;
ALTER TABLE "Message" ADD COLUMN "externalIdEnc" BYTEA;
ALTER TABLE "SourceSearch" ADD COLUMN "coverageEnc" BYTEA;
