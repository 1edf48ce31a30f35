import { z } from 'zod';
import type { RequestRepository } from '../application/ports.ts';
import type { FoundRecord } from '../fulfilment/processor.ts';
import type { RequestId } from '../kernel/ids.ts';
import type { Database } from './database.ts';
import { openJson, type SealedColumns, sealJson } from './sealed-columns.ts';
import { longTexts } from './search-schema.ts';
import { largeBytes } from './stored-values.ts';

type Texts = Pick<RequestRepository, 'whole' | 'nextTexts' | 'addTexts' | 'keepTexts'>;

const NEXT = z.object({ next: z.int() });
const ROW = z.object({ textsEnc: largeBytes });
const TEXTS = 'SearchText.textsEnc';

/** The long texts of a request's found records, beside them. */
export function searchTexts(db: Database, sealed: SealedColumns): Texts {
  async function textsAt(id: RequestId, source: string, place: number): Promise<readonly string[]> {
    const [row] = await db.$queryRaw<unknown[]>`
      SELECT encode("textsEnc", 'base64') AS "textsEnc" FROM "SearchText"
      WHERE "requestId" = ${id}::uuid AND "source" = ${source} AND "place" = ${place}`;
    if (row === undefined) return [];
    return openJson(sealed[TEXTS], longTexts, ROW.parse(row).textsEnc, `${id}/${source}/${place}`);
  }

  return {
    async whole(id, source, records) {
      const wanted = new Set(records.flatMap(placesOf));
      const texts = new Map<number, readonly string[]>();
      for (const place of wanted) texts.set(place, await textsAt(id, source, place));
      return records.map((record) => wholeOf(record, texts));
    },

    async nextTexts(id, source) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT coalesce(max("place") + 1, 0) AS "next" FROM "SearchText"
        WHERE "requestId" = ${id}::uuid AND "source" = ${source}`;
      return NEXT.parse(row).next;
    },

    async addTexts(id, source, place, texts) {
      await db.$executeRaw`
        WITH stored AS (
          UPDATE "PrivacyRequest" SET "hasRecords" = true WHERE "id" = ${id}::uuid AND NOT "hasRecords"
        )
        INSERT INTO "SearchText" ("requestId", "source", "place", "textsEnc")
        VALUES (${id}::uuid, ${source}, ${place}, ${sealJson(sealed[TEXTS], texts, `${id}/${source}/${place}`)})`;
    },

    async keepTexts(id, source, records) {
      const places = [...new Set(records.flatMap(placesOf))];
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT count(*)::int AS "next" FROM "SearchText"
        WHERE "requestId" = ${id}::uuid AND "source" = ${source} AND "place" = ANY (${places}::int[])`;
      if (NEXT.parse(row).next !== places.length)
        throw new Error('a long text is gone: another search of this source ended');
      await db.$executeRaw`
        DELETE FROM "SearchText" WHERE "requestId" = ${id}::uuid AND "source" = ${source}
          AND NOT "place" = ANY (${places}::int[])`;
    },
  };
}

function placesOf({ shortened }: FoundRecord): readonly number[] {
  return (shortened?.texts ?? []).map(({ place }) => place);
}

/** Throws when a text is gone: its beginning is not what was found. */
function wholeOf(
  { shortened, ...record }: FoundRecord,
  texts: ReadonlyMap<number, readonly string[]>,
): FoundRecord {
  if (shortened === undefined) return record;
  const fields = record.fields.map((field, index) => {
    const stored = shortened.texts.find((one) => one.field === index);
    if (stored === undefined) return field;
    const value = texts.get(stored.place)?.[stored.at];
    if (value === undefined) throw new Error('a long text was removed while its record was read');
    return { ...field, value };
  });
  return { ...record, fields };
}
