-- AlterTable
ALTER TABLE "Letter" ADD COLUMN     "postedToEnc" BYTEA;
