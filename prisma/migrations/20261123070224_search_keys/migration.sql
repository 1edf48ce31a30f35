-- AlterTable
ALTER TABLE "SourceSearch" ADD COLUMN     "byHand" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "searchedTo" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "SearchKey" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "valueEnc" BYTEA,
    "from" TEXT NOT NULL,
    "foundIn" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "place" INTEGER,
    "foundAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SearchKey_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SearchKey_requestId_idx" ON "SearchKey"("requestId");

-- AddForeignKey
ALTER TABLE "SearchKey" ADD CONSTRAINT "SearchKey_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;
