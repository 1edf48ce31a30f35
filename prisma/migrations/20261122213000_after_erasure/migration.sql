-- CreateTable
CREATE TABLE "LegalHold" (
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "ground" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "recordsEnc" BYTEA NOT NULL,

    CONSTRAINT "LegalHold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReturnBlock" (
    "id" UUID NOT NULL,
    "addressHashes" TEXT[],
    "erasedAt" TIMESTAMPTZ(3) NOT NULL,
    "until" TEXT NOT NULL,

    CONSTRAINT "ReturnBlock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailStop" (
    "addressHash" TEXT NOT NULL,

    CONSTRAINT "MailStop_pkey" PRIMARY KEY ("addressHash")
);

-- CreateIndex
CREATE INDEX "LegalHold_until_idx" ON "LegalHold"("until");

-- CreateIndex
CREATE INDEX "ReturnBlock_until_idx" ON "ReturnBlock"("until");
