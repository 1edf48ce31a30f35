import { z } from 'zod';
import type { SqlConnection } from './seal-keys.ts';
import { type FieldCipher, openJson } from './sealed-columns.ts';
import { holdsOf } from './search-rows.ts';
import { foundRecords } from './search-schema.ts';
import { storedBytes } from './stored-values.ts';

/** The migration from which the holds of every search are known. */
export const HOLDS_KNOWN = '20261122190001_holds_known';

const SEARCH = z.object({ requestId: z.uuid(), source: z.string(), recordsEnc: storedBytes.nullable() });

/** Writes beside the sealed records of before what holds them, so that it is known when they are gone. */
export async function fillHolds(sql: SqlConnection, cipher: FieldCipher): Promise<void> {
  const column = cipher.column('SourceSearch.recordsEnc');
  const { rows } = await sql.query('SELECT "requestId", "source", "recordsEnc" FROM "SourceSearch"', []);
  for (const row of rows) {
    const { requestId, source, recordsEnc } = SEARCH.parse(row);
    const records =
      recordsEnc === null ? [] : openJson(column, foundRecords, recordsEnc, `${requestId}/${source}`);
    await sql.query('UPDATE "SourceSearch" SET "holds" = $3 WHERE "requestId" = $1 AND "source" = $2', [
      requestId,
      source,
      JSON.stringify(holdsOf(records)),
    ]);
  }
}
