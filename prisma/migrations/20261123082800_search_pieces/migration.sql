-- CreateTable
CREATE TABLE "SearchPiece" (
    "requestId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "recordsEnc" BYTEA NOT NULL,

    CONSTRAINT "SearchPiece_pkey" PRIMARY KEY ("requestId","source","place")
);

-- AddForeignKey
ALTER TABLE "SearchPiece" ADD CONSTRAINT "SearchPiece_requestId_source_fkey" FOREIGN KEY ("requestId", "source") REFERENCES "SourceSearch"("requestId", "source") ON DELETE CASCADE ON UPDATE CASCADE;

-- The first records stand in the row of the search.
ALTER TABLE "SearchPiece" ADD CONSTRAINT "SearchPiece_place_check" CHECK ("place" > 0);
