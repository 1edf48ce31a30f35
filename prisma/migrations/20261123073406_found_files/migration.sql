-- CreateTable
CREATE TABLE "FoundFile" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "recordRef" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT,
    "parts" INTEGER NOT NULL,
    "kept" BOOLEAN NOT NULL DEFAULT false,
    "foundAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FoundFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FoundFilePart" (
    "fileId" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "contentEnc" BYTEA NOT NULL,

    CONSTRAINT "FoundFilePart_pkey" PRIMARY KEY ("fileId","part")
);

-- CreateTable
CREATE TABLE "SearchProgress" (
    "requestId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "scanned" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SearchProgress_pkey" PRIMARY KEY ("requestId","source")
);

-- CreateIndex
CREATE INDEX "FoundFile_requestId_source_idx" ON "FoundFile"("requestId", "source");

-- AddForeignKey
ALTER TABLE "FoundFile" ADD CONSTRAINT "FoundFile_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FoundFilePart" ADD CONSTRAINT "FoundFilePart_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "FoundFile"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SearchProgress" ADD CONSTRAINT "SearchProgress_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;
