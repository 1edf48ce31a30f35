-- AlterTable
ALTER TABLE "Letter" ADD COLUMN     "reasonEnc" BYTEA;
