import { z } from 'zod';
import type { ExportRepository } from '../application/ports.ts';
import type { ExportFileRow } from '../application/rows.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import type { SealedColumns } from './sealed-columns.ts';
import { storedBytes } from './stored-values.ts';

const ROW = z.object({
  id: z.uuid(),
  source: z.string(),
  sha256: z.string(),
  fingerprint: z.string(),
  rowCount: z.int(),
  uploadedAt: z.date(),
  uploadedBy: z.string(),
  contentEnc: storedBytes,
});
const COLUMNS = Prisma.raw(
  '"id", "source", "contentEnc", "sha256", "fingerprint", "rowCount", "uploadedAt", "uploadedBy"',
);
const COLUMN_PROFILE = z.object({ columns: z.array(z.string()) });
const CONTENT = 'ExportFile.contentEnc';

/** Dropped exports as they were uploaded, and what their columns mean. */
export function exportRepository(db: Database, sealed: SealedColumns): ExportRepository {
  function read(found: unknown): ExportFileRow {
    const { contentEnc, ...row } = ROW.parse(found);
    return { ...row, content: sealed[CONTENT].open(contentEnc, row.id) };
  }

  return {
    async add({ id, content, ...row }) {
      await db.$executeRaw`
        INSERT INTO "ExportFile" (${COLUMNS})
        VALUES (${id}::uuid, ${row.source}, ${sealed[CONTENT].seal(content, id)}, ${row.sha256},
          ${row.fingerprint}, ${row.rowCount}, ${row.uploadedAt}, ${row.uploadedBy})`;
    },

    async list(source, limit) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT ${COLUMNS} FROM "ExportFile" WHERE "source" = ${source}
        ORDER BY "uploadedAt" DESC, "id" LIMIT ${limit}`;
      return rows.map(read);
    },

    async byId(id) {
      const [row] = await db.$queryRaw<
        unknown[]
      >`SELECT ${COLUMNS} FROM "ExportFile" WHERE "id" = ${id}::uuid`;
      return row === undefined ? undefined : read(row);
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
