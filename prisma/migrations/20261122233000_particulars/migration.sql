-- What staff recorded about who asks and where the answer goes.
ALTER TABLE "PrivacyRequest" ADD COLUMN     "particularsEnc" BYTEA;
