-- AlterTable
ALTER TABLE "RequestEvent" ADD COLUMN     "versions" TEXT;
