import { z } from 'zod';
import type { ExportRepository } from '../application/ports.ts';
import type { ExportFileRow } from '../application/rows.ts';
import type { Database } from './database.ts';
import { exactly } from './exactly.ts';
import { Prisma } from './generated/client.ts';
import { openJson, type SealedColumns, sealJson } from './sealed-columns.ts';
import { storedBytes } from './stored-values.ts';
import type { MetUnreadable } from './unreadable-rows.ts';

const ROW = z.object({
  id: z.uuid(),
  source: z.string(),
  sha256: z.string(),
  fingerprint: z.string(),
  rowCount: z.int(),
  parts: z.int(),
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  uploadedAt: z.date(),
  uploadedBy: z.string(),
  previewEnc: storedBytes,
});
const COLUMNS = Prisma.raw(
  `"id", "source", "previewEnc", "sha256", "fingerprint", "rowCount", "parts", "firstDay", "lastDay", "uploadedAt",
  "uploadedBy"`,
);
const texts = z.array(z.string()).readonly();
/** Column ExportFile.previewEnc. */
const preview = exactly<Pick<ExportFileRow, 'header' | 'sample'>>()(
  z.strictObject({ header: texts, sample: z.array(texts).readonly() }),
);
const COLUMN_PROFILE = z.object({ columns: z.array(z.string()) });
const PART = z.object({ contentEnc: storedBytes });
const PREVIEW = 'ExportFile.previewEnc';
const CONTENT = 'ExportPart.contentEnc';

/** Dropped exports as they were uploaded, and what their columns mean. */
export function exportRepository(
  db: Database,
  sealed: SealedColumns,
  unreadable: MetUnreadable,
): ExportRepository {
  function read(found: unknown): ExportFileRow {
    const { previewEnc, firstDay, lastDay, ...row } = ROW.parse(found);
    const period = firstDay === null || lastDay === null ? null : ([firstDay, lastDay] as const);
    return { ...row, period, ...openJson(sealed[PREVIEW], preview, previewEnc, row.id) };
  }

  return {
    async begin({ id, header, sample, period, ...file }) {
      const [firstDay, lastDay] = period ?? [null, null];
      await db.$executeRaw`
        INSERT INTO "ExportFile" ("id", "source", "previewEnc", "fingerprint", "rowCount", "parts", "firstDay",
          "lastDay", "uploadedAt", "uploadedBy")
        VALUES (${id}::uuid, ${file.source}, ${sealJson(sealed[PREVIEW], { header, sample }, id)},
          ${file.fingerprint}, ${file.rowCount}, ${file.parts}, ${firstDay}, ${lastDay}, ${file.uploadedAt},
          ${file.uploadedBy})`;
    },

    async addPart(id, part, bytes) {
      await db.$executeRaw`
        INSERT INTO "ExportPart" ("fileId", "part", "contentEnc")
        VALUES (${id}::uuid, ${part}, ${sealed[CONTENT].seal(bytes, `${id}/${part}`)})`;
    },

    async complete(id, sha256) {
      await db.$executeRaw`UPDATE "ExportFile" SET "sha256" = ${sha256} WHERE "id" = ${id}::uuid`;
    },

    async part(id, part) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT "contentEnc" FROM "ExportPart" WHERE "fileId" = ${id}::uuid AND "part" = ${part}`;
      return row === undefined
        ? undefined
        : sealed[CONTENT].open(PART.parse(row).contentEnc, `${id}/${part}`);
    },

    async list(source, limit) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT ${COLUMNS} FROM "ExportFile" WHERE "source" = ${source} AND "sha256" IS NOT NULL
        ORDER BY "uploadedAt" DESC, "id" LIMIT ${limit}`;
      return rows.flatMap((row) =>
        unreadable.orElse<readonly ExportFileRow[]>(
          () => [read(row)],
          () => [],
        ),
      );
    },

    async byId(id) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT ${COLUMNS} FROM "ExportFile" WHERE "id" = ${id}::uuid AND "sha256" IS NOT NULL`;
      return row === undefined ? undefined : read(row);
    },

    async setPeriod(id, period) {
      const [firstDay, lastDay] = period ?? [null, null];
      await db.$executeRaw`
        UPDATE "ExportFile" SET "firstDay" = ${firstDay}, "lastDay" = ${lastDay} WHERE "id" = ${id}::uuid`;
    },

    async columns(source, fingerprint) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT "columns" FROM "ColumnProfile" WHERE "source" = ${source} AND "fingerprint" = ${fingerprint}`;
      return row === undefined ? undefined : COLUMN_PROFILE.parse(row).columns;
    },

    async confirmColumns(source, fingerprint, columns, by, now) {
      await db.$executeRaw`
        INSERT INTO "ColumnProfile" ("source", "fingerprint", "columns", "confirmedAt", "confirmedBy")
        VALUES (${source}, ${fingerprint}, ${JSON.stringify(columns)}::jsonb, ${now}, ${by})
        ON CONFLICT ("source", "fingerprint") DO UPDATE SET "columns" = EXCLUDED."columns",
          "confirmedAt" = EXCLUDED."confirmedAt", "confirmedBy" = EXCLUDED."confirmedBy"`;
    },
  };
}
