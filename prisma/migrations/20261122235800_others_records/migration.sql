-- AlterTable
ALTER TABLE "ReturnBlock" ADD COLUMN     "othersEnc" BYTEA;
