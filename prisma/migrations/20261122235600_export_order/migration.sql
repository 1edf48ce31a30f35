-- The register's export goes on where its last page ended, whatever the period: by receipt, then by id.

-- DropIndex
DROP INDEX "PrivacyRequest_receivedDay";

-- CreateIndex
CREATE INDEX "PrivacyRequest_receivedDay_id_idx" ON "PrivacyRequest"("receivedDay", "id");

-- CreateIndex
CREATE INDEX "AnonymisedRequest_month_id_idx" ON "AnonymisedRequest"("month", "id");
