-- CreateTable
CREATE TABLE "SearchText" (
    "requestId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "textsEnc" BYTEA NOT NULL,

    CONSTRAINT "SearchText_pkey" PRIMARY KEY ("requestId","source","place")
);

-- AddForeignKey
ALTER TABLE "SearchText" ADD CONSTRAINT "SearchText_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;
