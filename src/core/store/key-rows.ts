import { z } from 'zod';
import type { RequestRepository } from '../application/ports.ts';
import type { Database } from './database.ts';
import type { SealedColumns } from './sealed-columns.ts';
import { keyKind } from './search-schema.ts';
import { storedBytes } from './stored-values.ts';

const VALUE = 'SearchKey.valueEnc';
const KEY = z.object({
  id: z.uuid(),
  kind: keyKind,
  valueEnc: storedBytes,
  from: z.enum(['found', 'confirmed', 'declined']),
  foundIn: z.string(),
  round: z.int(),
  place: z.int().nullable(),
});

/** The values that the searches of a request met. */
export function keyRows(db: Database, sealed: SealedColumns): Pick<RequestRepository, 'keys' | 'saveKeys'> {
  return {
    async keys(id) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "id", "kind", "valueEnc", "from", "foundIn", "round", "place" FROM "SearchKey"
        WHERE "requestId" = ${id}::uuid AND "valueEnc" IS NOT NULL ORDER BY "place", "foundAt", "id"`;
      return rows.map((row) => {
        const { valueEnc, ...key } = KEY.parse(row);
        return { ...key, value: sealed[VALUE].openText(valueEnc, key.id) };
      });
    },

    async saveKeys(id, keys, now, decidedBy = null) {
      await db.$executeRaw`
        INSERT INTO "SearchKey" ("id", "requestId", "kind", "valueEnc", "from", "foundIn", "round", "place", "foundAt",
          "decidedBy", "decidedAt")
        SELECT k."id", ${id}::uuid, k."kind", k."valueEnc", k."from", k."foundIn", k."round", k."place", ${now},
          ${decidedBy}, ${decidedBy === null ? null : now}::timestamptz
        FROM unnest(${keys.map((key) => key.id)}::uuid[], ${keys.map(({ kind }) => kind)}::text[],
          ${keys.map((key) => sealed[VALUE].seal(key.value, key.id))}::bytea[],
          ${keys.map(({ from }) => from)}::text[], ${keys.map(({ foundIn }) => foundIn)}::text[],
          ${keys.map(({ round }) => round)}::int[], ${keys.map(({ place }) => place)}::int[])
          AS k("id", "kind", "valueEnc", "from", "foundIn", "round", "place")
        ON CONFLICT ("id") DO UPDATE SET "from" = EXCLUDED."from", "round" = EXCLUDED."round",
          "place" = EXCLUDED."place", "decidedBy" = EXCLUDED."decidedBy", "decidedAt" = EXCLUDED."decidedAt"`;
    },
  };
}
