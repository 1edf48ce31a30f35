-- CreateTable
CREATE TABLE "TwoYearReview" (
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "orders" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,
    "peopleEnc" BYTEA,
    "approvedBy" TEXT,
    "startsAt" TIMESTAMPTZ(3),
    "steps" TEXT[],
    "done" TEXT[],

    CONSTRAINT "TwoYearReview_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TwoYearReview_source_madeAt_idx" ON "TwoYearReview"("source", "madeAt");
