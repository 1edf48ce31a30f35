-- Exports are stored in parts now. One from before is let go: what it can answer was searched when it was dropped, and a
-- later request asks for a fresh one anyway.
DELETE FROM "ExportFile";

-- AlterTable
ALTER TABLE "ExportFile" DROP COLUMN "contentEnc",
ADD COLUMN     "firstDay" TEXT,
ADD COLUMN     "lastDay" TEXT,
ADD COLUMN     "parts" INTEGER NOT NULL,
ADD COLUMN     "previewEnc" BYTEA NOT NULL,
ALTER COLUMN "sha256" DROP NOT NULL;

-- CreateTable
CREATE TABLE "ExportPart" (
    "fileId" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "contentEnc" BYTEA NOT NULL,

    CONSTRAINT "ExportPart_pkey" PRIMARY KEY ("fileId","part")
);

-- AddForeignKey
ALTER TABLE "ExportPart" ADD CONSTRAINT "ExportPart_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "ExportFile"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ExportFile"
  ADD CONSTRAINT "ExportFile_parts_counted" CHECK ("parts" >= 1),
  ADD CONSTRAINT "ExportFile_period" CHECK (
    ("firstDay" IS NULL) = ("lastDay" IS NULL) AND "firstDay" <= "lastDay");
ALTER TABLE "ExportPart" ADD CONSTRAINT "ExportPart_part_counted" CHECK ("part" >= 0);
