-- Somebody who leaves stays in the list, because the log names people by their id.
ALTER TABLE "StaffMember" ADD COLUMN     "configured" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "removedAt" TIMESTAMPTZ(3),
ADD COLUMN     "removedBy" TEXT;

-- By hand from here. Slack's people came through SLACK_APPROVERS only.
UPDATE "StaffMember" SET "configured" = true WHERE "email" IS NULL;
UPDATE "StaffMember" SET "removedAt" = "createdAt", "removedBy" = 'cli', "owner" = false WHERE NOT "active";
ALTER TABLE "StaffMember"
  ADD CONSTRAINT "StaffMember_owner_works_here" CHECK ("active" OR NOT "owner"),
  ADD CONSTRAINT "StaffMember_removed_by_somebody"
    CHECK ("active" = ("removedAt" IS NULL) AND ("removedAt" IS NULL) = ("removedBy" IS NULL));
