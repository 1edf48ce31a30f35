-- Version 0: the card has a place in the staff channel, and nothing of the request stands there yet.
ALTER TABLE "StaffCard"
  DROP CONSTRAINT "StaffCard_version_positive",
  ADD CONSTRAINT "StaffCard_version_counted" CHECK ("version" >= 0);
