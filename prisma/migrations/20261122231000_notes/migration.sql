-- What staff write for each other about a request: sealed, and gone with it.
CREATE TABLE "RequestNote" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "textEnc" BYTEA NOT NULL,

    CONSTRAINT "RequestNote_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RequestNote_requestId_at_idx" ON "RequestNote"("requestId", "at");

-- AddForeignKey
ALTER TABLE "RequestNote" ADD CONSTRAINT "RequestNote_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who works on what is still open.
CREATE INDEX "PrivacyRequest_assignee" ON "PrivacyRequest" (("state"->>'assignee'))
WHERE "status" IN ('received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing');
