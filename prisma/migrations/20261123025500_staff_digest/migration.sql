-- CreateTable
CREATE TABLE "StaffDigest" (
    "day" TEXT NOT NULL,
    "toldAt" TIMESTAMPTZ(3),

    CONSTRAINT "StaffDigest_pkey" PRIMARY KEY ("day")
);
