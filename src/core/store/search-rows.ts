import { z } from 'zod';
import type { RequestRepository } from '../application/ports.ts';
import type { SearchRow } from '../application/rows.ts';
import type { FoundRecord, LegalHold } from '../fulfilment/processor.ts';
import type { Database } from './database.ts';
import { openJson, type SealedColumns, sealJson } from './sealed-columns.ts';
import { foundRecords, searchCoverage } from './search-schema.ts';
import { requestId, storedBytes } from './stored-values.ts';

type Searches = Pick<RequestRepository, 'saveSearch' | 'searches'>;

const SEARCH = z.object({
  requestId,
  source: z.string(),
  coverageEnc: storedBytes,
  recordsEnc: storedBytes.nullable(),
  searchedTo: z.int(),
  byHand: z.boolean(),
});
const COVERAGE = 'SourceSearch.coverageEnc';
const RECORDS = 'SourceSearch.recordsEnc';

/** The searches of a request's sources. */
export function searchRows(db: Database, sealed: SealedColumns): Searches {
  function read(found: unknown): SearchRow {
    const { coverageEnc, recordsEnc, ...row } = SEARCH.parse(found);
    const coverage = openJson(sealed[COVERAGE], searchCoverage, coverageEnc, rowOf(row));
    // purged records leave their coverage and counts
    const records =
      recordsEnc === null ? [] : openJson(sealed[RECORDS], foundRecords, recordsEnc, rowOf(row));
    return { ...row, coverage, records };
  }

  return {
    async saveSearch(search, now) {
      const coverageEnc = sealJson(sealed[COVERAGE], search.coverage, rowOf(search));
      const recordsEnc = sealJson(sealed[RECORDS], search.records, rowOf(search));
      await db.$executeRaw`
        WITH stored AS (
          UPDATE "PrivacyRequest" SET "hasRecords" = true WHERE "id" = ${search.requestId}::uuid AND NOT "hasRecords"
        )
        INSERT INTO "SourceSearch" ("requestId", "source", "coverageEnc", "counts", "holds", "recordsEnc", "searchedTo", "byHand", "updatedAt")
        VALUES (${search.requestId}::uuid, ${search.source}, ${coverageEnc},
          ${JSON.stringify(countByCategory(search.records))}::jsonb,
          ${JSON.stringify(holdsOf(search.records))}::jsonb, ${recordsEnc}, ${search.searchedTo ?? 0},
          ${search.byHand ?? false}, ${now})
        ON CONFLICT ("requestId", "source") DO UPDATE SET "coverageEnc" = EXCLUDED."coverageEnc",
          "counts" = EXCLUDED."counts", "holds" = EXCLUDED."holds", "recordsEnc" = EXCLUDED."recordsEnc",
          "searchedTo" = EXCLUDED."searchedTo", "byHand" = EXCLUDED."byHand", "updatedAt" = EXCLUDED."updatedAt"`;
    },

    async searches(id) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "requestId", "source", "coverageEnc", "recordsEnc", "searchedTo", "byHand" FROM "SourceSearch"
        WHERE "requestId" = ${id}::uuid ORDER BY "source"`;
      return rows.map(read);
    },
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
