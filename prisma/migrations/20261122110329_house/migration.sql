-- CreateTable
CREATE TABLE "ShopProfileVersion" (
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedBy" TEXT NOT NULL,

    CONSTRAINT "ShopProfileVersion_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "StaffMember" (
    "id" UUID NOT NULL,
    "email" TEXT,
    "slackUserId" TEXT,
    "name" TEXT NOT NULL,
    "owner" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StaffMember_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffSignInLink" (
    "tokenHash" TEXT NOT NULL,
    "staffId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "StaffSignInLink_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "StaffSession" (
    "tokenHash" TEXT NOT NULL,
    "staffId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StaffSession_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "dialogueEnc" BYTEA NOT NULL,
    "noticeVersion" TEXT,
    "noticeAt" TIMESTAMPTZ(3),
    "humanWantedAt" TIMESTAMPTZ(3),
    "nextSequence" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "direction" TEXT NOT NULL,
    "inboundKey" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "contentEnc" BYTEA NOT NULL,
    "status" TEXT NOT NULL,
    "externalId" TEXT,
    "failure" TEXT,
    "requestId" UUID,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PrivacyRequest" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "right" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "conversationId" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedDay" TEXT NOT NULL,
    "legalDue" TEXT,
    "policyDue" TEXT NOT NULL,
    "staffDue" TEXT NOT NULL,
    "customerDue" TEXT NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 0,
    "provenAt" TIMESTAMPTZ(3),
    "raised" BOOLEAN NOT NULL DEFAULT false,
    "wordsEnc" BYTEA NOT NULL,
    "nameEnc" BYTEA,
    "emailEnc" BYTEA,
    "emailHash" TEXT,
    "state" JSONB NOT NULL,
    "headHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PrivacyRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RequestEvent" (
    "requestId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "RequestEvent_pkey" PRIMARY KEY ("requestId","sequence")
);

-- CreateTable
CREATE TABLE "Challenge" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "conversationId" UUID,
    "purpose" TEXT NOT NULL,
    "addressEnc" BYTEA NOT NULL,
    "addressHash" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "ipHash" TEXT,
    "reportTokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "failedAt" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "usedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Challenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboundMail" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "contentEnc" BYTEA,
    "status" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "messageId" TEXT,
    "failure" TEXT,
    "requestId" UUID,
    "challengeId" UUID,
    "letterId" UUID,

    CONSTRAINT "OutboundMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaughtMail" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "contentEnc" BYTEA NOT NULL,

    CONSTRAINT "CaughtMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SourceSearch" (
    "requestId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "coverage" JSONB NOT NULL,
    "counts" JSONB NOT NULL,
    "recordsEnc" BYTEA,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SourceSearch_pkey" PRIMARY KEY ("requestId","source")
);

-- CreateTable
CREATE TABLE "Letter" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "bodyEnc" BYTEA NOT NULL,
    "inputEnc" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RequestLink" (
    "tokenHash" TEXT NOT NULL,
    "requestId" UUID NOT NULL,
    "letterId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "openedAt" TIMESTAMPTZ(3),
    "downloadedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RequestLink_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "openKey" TEXT,
    "requestId" UUID,
    "conversationId" UUID,
    "dueDay" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "doneBy" TEXT,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffCard" (
    "requestId" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StaffCard_pkey" PRIMARY KEY ("requestId")
);

-- CreateTable
CREATE TABLE "ExportFile" (
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "contentEnc" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "rowCount" INTEGER NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,
    "uploadedBy" TEXT NOT NULL,

    CONSTRAINT "ExportFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ColumnProfile" (
    "source" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3) NOT NULL,
    "confirmedBy" TEXT NOT NULL,

    CONSTRAINT "ColumnProfile_pkey" PRIMARY KEY ("source","fingerprint")
);

-- CreateIndex
CREATE UNIQUE INDEX "StaffMember_email_key" ON "StaffMember"("email");

-- CreateIndex
CREATE UNIQUE INDEX "StaffMember_slackUserId_key" ON "StaffMember"("slackUserId");

-- CreateIndex
CREATE INDEX "Conversation_lastAt_idx" ON "Conversation"("lastAt");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_channel_key_key" ON "Conversation"("channel", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Message_inboundKey_key" ON "Message"("inboundKey");

-- CreateIndex
CREATE INDEX "Message_requestId_idx" ON "Message"("requestId");

-- CreateIndex
CREATE UNIQUE INDEX "Message_conversationId_sequence_key" ON "Message"("conversationId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "PrivacyRequest_number_key" ON "PrivacyRequest"("number");

-- CreateIndex
CREATE INDEX "PrivacyRequest_status_staffDue_idx" ON "PrivacyRequest"("status", "staffDue");

-- CreateIndex
CREATE INDEX "PrivacyRequest_conversationId_idx" ON "PrivacyRequest"("conversationId");

-- CreateIndex
CREATE INDEX "PrivacyRequest_emailHash_idx" ON "PrivacyRequest"("emailHash");

-- CreateIndex
CREATE UNIQUE INDEX "Challenge_reportTokenHash_key" ON "Challenge"("reportTokenHash");

-- CreateIndex
CREATE INDEX "Challenge_requestId_createdAt_idx" ON "Challenge"("requestId", "createdAt");

-- CreateIndex
CREATE INDEX "Challenge_addressHash_createdAt_idx" ON "Challenge"("addressHash", "createdAt");

-- CreateIndex
CREATE INDEX "Challenge_ipHash_createdAt_idx" ON "Challenge"("ipHash", "createdAt");

-- CreateIndex
CREATE INDEX "Challenge_conversationId_createdAt_idx" ON "Challenge"("conversationId", "createdAt");

-- CreateIndex
CREATE INDEX "OutboundMail_requestId_idx" ON "OutboundMail"("requestId");

-- CreateIndex
CREATE UNIQUE INDEX "Letter_requestId_version_key" ON "Letter"("requestId", "version");

-- CreateIndex
CREATE INDEX "RequestLink_requestId_idx" ON "RequestLink"("requestId");

-- CreateIndex
CREATE UNIQUE INDEX "Task_openKey_key" ON "Task"("openKey");

-- CreateIndex
CREATE INDEX "Task_doneAt_dueDay_idx" ON "Task"("doneAt", "dueDay");

-- CreateIndex
CREATE INDEX "Task_requestId_idx" ON "Task"("requestId");

-- CreateIndex
CREATE INDEX "ExportFile_source_uploadedAt_idx" ON "ExportFile"("source", "uploadedAt");

-- AddForeignKey
ALTER TABLE "StaffSignInLink" ADD CONSTRAINT "StaffSignInLink_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffSession" ADD CONSTRAINT "StaffSession_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "StaffMember"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrivacyRequest" ADD CONSTRAINT "PrivacyRequest_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestEvent" ADD CONSTRAINT "RequestEvent_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Challenge" ADD CONSTRAINT "Challenge_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SourceSearch" ADD CONSTRAINT "SourceSearch_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestLink" ADD CONSTRAINT "RequestLink_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffCard" ADD CONSTRAINT "StaffCard_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "PrivacyRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here: what schema.prisma cannot say.

-- Closed lists of values
ALTER TABLE "Conversation"
  ADD CONSTRAINT "Conversation_channel_known" CHECK ("channel" IN ('web', 'telegram', 'discord', 'email', 'counter')),
  ADD CONSTRAINT "Conversation_language_known" CHECK ("language" IN ('nl', 'en')),
  ADD CONSTRAINT "Conversation_nextSequence_positive" CHECK ("nextSequence" >= 1);

ALTER TABLE "Message"
  ADD CONSTRAINT "Message_direction_known" CHECK ("direction" IN ('in', 'out')),
  ADD CONSTRAINT "Message_inboundKey_in_only" CHECK (("direction" = 'in') = ("inboundKey" IS NOT NULL)),
  ADD CONSTRAINT "Message_status_fits" CHECK (
    ("direction" = 'in' AND "status" = 'stored')
    OR ("direction" = 'out' AND "status" IN ('queued', 'sent', 'shown', 'failed'))
  ),
  ADD CONSTRAINT "Message_sequence_positive" CHECK ("sequence" >= 1);

ALTER TABLE "PrivacyRequest"
  ADD CONSTRAINT "PrivacyRequest_right_known" CHECK ("right" IN (
    'access', 'rectification', 'erasure', 'restriction', 'lift_restriction', 'portability', 'objection',
    'automated_decision', 'withdraw_consent', 'complaint', 'breach_report'
  )),
  ADD CONSTRAINT "PrivacyRequest_status_known" CHECK ("status" IN (
    'received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing', 'answered',
    'answered_generally', 'refused', 'withdrawn', 'lapsed', 'anonymised'
  )),
  ADD CONSTRAINT "PrivacyRequest_channel_known" CHECK ("channel" IN ('web', 'telegram', 'discord', 'email', 'counter')),
  ADD CONSTRAINT "PrivacyRequest_language_known" CHECK ("language" IN ('nl', 'en')),
  ADD CONSTRAINT "PrivacyRequest_level_known" CHECK ("level" BETWEEN 0 AND 4),
  ADD CONSTRAINT "PrivacyRequest_proof_from_level_1" CHECK ("level" = 0 OR "provenAt" IS NOT NULL),
  ADD CONSTRAINT "PrivacyRequest_version_positive" CHECK ("version" >= 1),
  ADD CONSTRAINT "PrivacyRequest_closed_has_time" CHECK (
    ("status" IN ('received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing'))
    = ("closedAt" IS NULL)
  ),
  ADD CONSTRAINT "PrivacyRequest_days" CHECK (
    "receivedDay" ~ '^\d{4}-\d{2}-\d{2}$' AND "policyDue" ~ '^\d{4}-\d{2}-\d{2}$'
    AND "staffDue" ~ '^\d{4}-\d{2}-\d{2}$' AND "customerDue" ~ '^\d{4}-\d{2}-\d{2}$'
    AND ("legalDue" IS NULL OR "legalDue" ~ '^\d{4}-\d{2}-\d{2}$')
  );

ALTER TABLE "RequestEvent" ADD CONSTRAINT "RequestEvent_sequence_positive" CHECK ("sequence" >= 1);

ALTER TABLE "Challenge"
  ADD CONSTRAINT "Challenge_purpose_known" CHECK ("purpose" IN ('prove_mailbox', 'open_answer')),
  ADD CONSTRAINT "Challenge_tries_counted" CHECK ("tries" >= 0);

ALTER TABLE "OutboundMail"
  ADD CONSTRAINT "OutboundMail_kind_known" CHECK ("kind" IN ('code', 'answer', 'sign_in', 'staff_alert')),
  ADD CONSTRAINT "OutboundMail_status_known" CHECK ("status" IN ('queued', 'sent', 'failed')),
  ADD CONSTRAINT "OutboundMail_kept_while_queued" CHECK (("status" = 'queued') = ("contentEnc" IS NOT NULL));

ALTER TABLE "Letter"
  ADD CONSTRAINT "Letter_kind_known" CHECK ("kind" IN ('access_answer', 'decision', 'refusal')),
  ADD CONSTRAINT "Letter_version_positive" CHECK ("version" >= 1);

ALTER TABLE "Task"
  ADD CONSTRAINT "Task_day" CHECK ("dueDay" ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT "Task_done_frees_key" CHECK (("doneAt" IS NULL) = ("openKey" IS NOT NULL)),
  ADD CONSTRAINT "Task_done_by_somebody" CHECK (("doneAt" IS NULL) = ("doneBy" IS NULL));

ALTER TABLE "StaffMember"
  ADD CONSTRAINT "StaffMember_reachable" CHECK ("email" IS NOT NULL OR "slackUserId" IS NOT NULL),
  ADD CONSTRAINT "StaffMember_email_lower_case" CHECK ("email" = lower("email"));

ALTER TABLE "StaffCard" ADD CONSTRAINT "StaffCard_version_positive" CHECK ("version" >= 1);
ALTER TABLE "ShopProfileVersion" ADD CONSTRAINT "ShopProfileVersion_version_positive" CHECK ("version" >= 1);
ALTER TABLE "ExportFile" ADD CONSTRAINT "ExportFile_rowCount_counted" CHECK ("rowCount" >= 0);

-- The log is append-only. Retention (R35) says so in its own transaction: SET LOCAL privacybalie.purge = 'on'
CREATE FUNCTION "refuse_change_of_log"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('privacybalie.purge', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% of "RequestEvent" is refused: the log is append-only', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "RequestEvent_append_only" BEFORE UPDATE OR DELETE ON "RequestEvent"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_log"();
CREATE TRIGGER "RequestEvent_no_truncate" BEFORE TRUNCATE ON "RequestEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_log"();

-- Letters keep the version that they were made with
CREATE FUNCTION "refuse_change_of_profile"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of "ShopProfileVersion" is refused: a change is a new version', TG_OP
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "ShopProfileVersion_never_changed" BEFORE UPDATE ON "ShopProfileVersion"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_profile"();
