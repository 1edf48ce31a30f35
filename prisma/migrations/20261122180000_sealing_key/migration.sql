-- Which secrets have sealed content here: a start with another one is refused before anything is mixed.
CREATE TABLE "SealingKey" (
    "fingerprint" TEXT NOT NULL,
    "keyId" INTEGER NOT NULL,
    "firstUsedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SealingKey_pkey" PRIMARY KEY ("fingerprint"),
    CONSTRAINT "SealingKey_keyId_is_a_byte" CHECK ("keyId" BETWEEN 0 AND 255)
);
