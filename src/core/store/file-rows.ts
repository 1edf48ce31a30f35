import { z } from 'zod';
import type { RequestRepository } from '../application/ports.ts';
import type { Database } from './database.ts';
import type { SealedColumns } from './sealed-columns.ts';
import { requestId, storedBytes } from './stored-values.ts';

const CONTENT = 'FoundFilePart.contentEnc';
const FILE = z.object({
  id: z.uuid(),
  requestId,
  source: z.string(),
  recordRef: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  parts: z.int(),
});
const PART = z.object({ contentEnc: storedBytes });
const PROGRESS = z.object({ source: z.string(), scanned: z.int(), at: z.date() });

type Files = Pick<
  RequestRepository,
  | 'beginFile'
  | 'addFilePart'
  | 'completeFile'
  | 'files'
  | 'filePart'
  | 'keepFiles'
  | 'noteProgress'
  | 'endProgress'
  | 'progress'
>;

/** Files that belong to found records, and how far a search is. */
export function fileRows(db: Database, sealed: SealedColumns): Files {
  return {
    async beginFile(file, now) {
      await db.$executeRaw`
        INSERT INTO "FoundFile" ("id", "requestId", "source", "recordRef", "place", "mediaType", "bytes", "parts", "foundAt")
        VALUES (${file.id}::uuid, ${file.requestId}::uuid, ${file.source}, ${file.recordRef}, ${file.name},
          ${file.mediaType}, ${file.bytes}, ${file.parts}, ${now})`;
    },

    async addFilePart(id, part, bytes) {
      await db.$executeRaw`
        INSERT INTO "FoundFilePart" ("fileId", "part", "contentEnc")
        VALUES (${id}::uuid, ${part}, ${sealed[CONTENT].seal(bytes, `${id}/${part}`)})`;
    },

    async completeFile(id, sha256) {
      await db.$executeRaw`UPDATE "FoundFile" SET "sha256" = ${sha256} WHERE "id" = ${id}::uuid`;
    },

    async files(id) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "id", "requestId", "source", "recordRef", "place" AS "name", "mediaType", "bytes", "sha256", "parts"
        FROM "FoundFile" WHERE "requestId" = ${id}::uuid AND "kept" ORDER BY "source", "place", "id"`;
      return rows.map((row) => FILE.parse(row));
    },

    async filePart(id, part) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT "contentEnc" FROM "FoundFilePart" WHERE "fileId" = ${id}::uuid AND "part" = ${part}`;
      return row === undefined
        ? undefined
        : sealed[CONTENT].open(PART.parse(row).contentEnc, `${id}/${part}`);
    },

    async keepFiles(id, source, files, adding) {
      const kept = await db.$executeRaw`
        UPDATE "FoundFile" SET "kept" = true
        WHERE "id" = ANY (${[...files]}::uuid[]) AND "requestId" = ${id}::uuid AND "sha256" IS NOT NULL`;
      if (kept !== files.length) throw new Error('a found file is gone: another search of this source ended');
      await db.$executeRaw`
        DELETE FROM "FoundFile" WHERE "requestId" = ${id}::uuid AND "source" = ${source}
          AND NOT "id" = ANY (${[...files]}::uuid[]) AND NOT ("kept" AND ${adding})`;
    },

    async noteProgress(id, source, scanned, now) {
      await db.$executeRaw`
        INSERT INTO "SearchProgress" ("requestId", "source", "scanned", "at")
        VALUES (${id}::uuid, ${source}, ${scanned}, ${now})
        ON CONFLICT ("requestId", "source") DO UPDATE SET "scanned" = EXCLUDED."scanned", "at" = EXCLUDED."at"`;
    },

    async endProgress(id, source) {
      await db.$executeRaw`DELETE FROM "SearchProgress" WHERE "requestId" = ${id}::uuid AND "source" = ${source}`;
    },

    async progress(id) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "source", "scanned", "at" FROM "SearchProgress" WHERE "requestId" = ${id}::uuid ORDER BY "source"`;
      return rows.map((row) => PROGRESS.parse(row));
    },
  };
}
