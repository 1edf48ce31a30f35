import { z } from 'zod';
import type { RequestRepository, SearchHead } from '../application/ports.ts';
import type { SearchRow } from '../application/rows.ts';
import type { FoundRecord, LegalHold } from '../fulfilment/processor.ts';
import type { RequestId } from '../kernel/ids.ts';
import type { Database } from './database.ts';
import { openJson, type SealedColumns, sealJson } from './sealed-columns.ts';
import { foundRecords, searchCoverage } from './search-schema.ts';
import { largeBytes, requestId, storedBytes } from './stored-values.ts';

type Searches = Pick<RequestRepository, 'saveSearch' | 'searches' | 'searchHeads' | 'recordsAt'>;

const SEARCH = z.object({
  requestId,
  source: z.string(),
  coverageEnc: storedBytes,
  pieces: z.int(),
  searchedTo: z.int(),
  byHand: z.boolean(),
});
const PIECE = z.object({ recordsEnc: largeBytes });
const COVERAGE = 'SourceSearch.coverageEnc';
const RECORDS = 'SourceSearch.recordsEnc';
const MORE = 'SearchPiece.recordsEnc';

/** Records that are sealed and opened together: few enough that nobody notices them in memory. */
export const PIECE_RECORDS = 500;

/** The searches of a request's sources. The first records stand in the row of the search, the others in pieces beside it. */
export function searchRows(db: Database, sealed: SealedColumns): Searches {
  async function heads(id: RequestId): Promise<readonly SearchHead[]> {
    // purged records leave their coverage and counts
    const rows = await db.$queryRaw<unknown[]>`
      SELECT s."requestId", s."source", s."coverageEnc", s."searchedTo", s."byHand",
        CASE WHEN s."recordsEnc" IS NULL THEN 0 ELSE 1 + (SELECT count(*)::int FROM "SearchPiece" p
          WHERE p."requestId" = s."requestId" AND p."source" = s."source") END AS "pieces"
      FROM "SourceSearch" s WHERE s."requestId" = ${id}::uuid ORDER BY s."source"`;
    return rows.map((found) => {
      const { coverageEnc, ...row } = SEARCH.parse(found);
      return { ...row, coverage: openJson(sealed[COVERAGE], searchCoverage, coverageEnc, rowOf(row)) };
    });
  }

  async function recordsAt(
    id: RequestId,
    source: string,
    place: number,
  ): Promise<readonly FoundRecord[] | undefined> {
    const first = place === 0;
    const [found] = first
      ? await db.$queryRaw<unknown[]>`
          SELECT encode("recordsEnc", 'base64') AS "recordsEnc" FROM "SourceSearch"
          WHERE "requestId" = ${id}::uuid AND "source" = ${source} AND "recordsEnc" IS NOT NULL`
      : await db.$queryRaw<unknown[]>`
          SELECT encode("recordsEnc", 'base64') AS "recordsEnc" FROM "SearchPiece"
          WHERE "requestId" = ${id}::uuid AND "source" = ${source} AND "place" = ${place}`;
    if (found === undefined) return undefined;
    const row = rowOf({ requestId: id, source });
    const { recordsEnc } = PIECE.parse(found);
    return openJson(
      sealed[first ? RECORDS : MORE],
      foundRecords,
      recordsEnc,
      first ? row : `${row}/${place}`,
    );
  }

  return {
    async saveSearch(search, now) {
      const { requestId: id, source, records } = search;
      const coverageEnc = sealJson(sealed[COVERAGE], search.coverage, rowOf(search));
      const recordsEnc = sealJson(sealed[RECORDS], records.slice(0, PIECE_RECORDS), rowOf(search));
      await db.$executeRaw`
        WITH stored AS (
          UPDATE "PrivacyRequest" SET "hasRecords" = true WHERE "id" = ${id}::uuid AND NOT "hasRecords"
        ), before AS (
          DELETE FROM "SearchPiece" WHERE "requestId" = ${id}::uuid AND "source" = ${source}
        )
        INSERT INTO "SourceSearch" ("requestId", "source", "coverageEnc", "counts", "holds", "recordsEnc", "searchedTo", "byHand", "updatedAt")
        VALUES (${id}::uuid, ${source}, ${coverageEnc},
          ${JSON.stringify(countByCategory(records))}::jsonb,
          ${JSON.stringify(holdsOf(records))}::jsonb, ${recordsEnc}, ${search.searchedTo ?? 0},
          ${search.byHand ?? false}, ${now})
        ON CONFLICT ("requestId", "source") DO UPDATE SET "coverageEnc" = EXCLUDED."coverageEnc",
          "counts" = EXCLUDED."counts", "holds" = EXCLUDED."holds", "recordsEnc" = EXCLUDED."recordsEnc",
          "searchedTo" = EXCLUDED."searchedTo", "byHand" = EXCLUDED."byHand", "updatedAt" = EXCLUDED."updatedAt"`;
      for (let place = 1; place * PIECE_RECORDS < records.length; place += 1) {
        const piece = records.slice(place * PIECE_RECORDS, (place + 1) * PIECE_RECORDS);
        await db.$executeRaw`
          INSERT INTO "SearchPiece" ("requestId", "source", "place", "recordsEnc")
          VALUES (${id}::uuid, ${source}, ${place}, ${sealJson(sealed[MORE], piece, `${rowOf(search)}/${place}`)})`;
      }
    },

    async searches(id) {
      const searches: SearchRow[] = [];
      for (const { pieces, ...head } of await heads(id)) {
        const records: FoundRecord[] = [];
        for (let place = 0; place < pieces; place += 1)
          records.push(...((await recordsAt(id, head.source, place)) ?? []));
        searches.push({ ...head, records });
      }
      return searches;
    },

    searchHeads: heads,
    recordsAt,
  };
}

function rowOf(search: Pick<SearchRow, 'requestId' | 'source'>): string {
  return `${search.requestId}/${search.source}`;
}

/** Why these records have to stay, and until when: each reason once, with its last day. */
export function holdsOf(records: readonly FoundRecord[]): readonly LegalHold[] {
  const last = new Map<LegalHold['basis'], string>();
  for (const { hold } of records)
    if (hold !== null && hold.until > (last.get(hold.basis) ?? '')) last.set(hold.basis, hold.until);
  return [...last].map(([basis, until]) => ({ basis, until }));
}

function countByCategory(records: readonly FoundRecord[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { category } of records) counts[category] = (counts[category] ?? 0) + 1;
  return counts;
}
