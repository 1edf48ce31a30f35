import { z } from 'zod';
import type { FieldCipher } from './sealed-columns.ts';

/** One connection inside a transaction. */
export interface SqlConnection {
  query(sql: string, values: readonly unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
}

/** The migration that takes the readable values away; the one before it made room for the sealed ones. */
export const SEALED_KEYS = '20261122170001_sealed_keys';

const BATCH = 1_000;
const NONE = '00000000-0000-0000-0000-000000000000';
const CONVERSATION = z.object({ id: z.uuid(), key: z.string() });
const MESSAGE = z.object({
  id: z.uuid(),
  inboundKey: z.string().nullable(),
  externalId: z.string().nullable(),
});
const SEARCH = z.object({ requestId: z.uuid(), source: z.string(), coverage: z.json() });

/**
 * Seals what stood readable in a database of before: the channels' own names of conversations and messages, and what
 * staff typed about a search. What has to be found again becomes a keyed hash.
 */
export async function sealKeys(sql: SqlConnection, cipher: FieldCipher): Promise<void> {
  const key = cipher.column('Conversation.keyEnc');
  const externalId = cipher.column('Message.externalIdEnc');
  const coverage = cipher.column('SourceSearch.coverageEnc');
  await eachBatch(sql, 'SELECT "id", "key" FROM "Conversation"', CONVERSATION, (rows) =>
    sql.query(
      `UPDATE "Conversation" c SET "key" = n."key", "keyEnc" = n."keyEnc"
       FROM unnest($1::uuid[], $2::text[], $3::bytea[]) AS n("id", "key", "keyEnc") WHERE c."id" = n."id"`,
      [
        rows.map(({ id }) => id),
        rows.map((row) => cipher.pseudonyms('Conversation.key', row.key)[0]),
        rows.map((row) => key.seal(row.key, row.id)),
      ],
    ),
  );
  await eachBatch(sql, 'SELECT "id", "inboundKey", "externalId" FROM "Message"', MESSAGE, (rows) =>
    sql.query(
      `UPDATE "Message" m SET "inboundKey" = n."inboundKey", "externalIdEnc" = n."externalIdEnc"
       FROM unnest($1::uuid[], $2::text[], $3::bytea[]) AS n("id", "inboundKey", "externalIdEnc")
       WHERE m."id" = n."id"`,
      [
        rows.map(({ id }) => id),
        rows.map((row) => row.inboundKey && cipher.pseudonyms('Message.inboundKey', row.inboundKey)[0]),
        rows.map((row) => row.externalId && externalId.seal(row.externalId, row.id)),
      ],
    ),
  );
  const { rows } = await sql.query('SELECT "requestId", "source", "coverage" FROM "SourceSearch"', []);
  for (const row of rows) {
    const { requestId, source, coverage: value } = SEARCH.parse(row);
    const sealed = coverage.seal(JSON.stringify(value), `${requestId}/${source}`);
    await sql.query('UPDATE "SourceSearch" SET "coverageEnc" = $3 WHERE "requestId" = $1 AND "source" = $2', [
      requestId,
      source,
      sealed,
    ]);
  }
}

/** In the order of their ids, so that memory holds one batch at a time. */
async function eachBatch<Row extends { readonly id: string }>(
  sql: SqlConnection,
  select: string,
  schema: z.ZodType<Row>,
  convert: (rows: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  let after = NONE;
  for (;;) {
    const found = await sql.query(`${select} WHERE "id" > $1::uuid ORDER BY "id" LIMIT ${BATCH}`, [after]);
    const rows = found.rows.map((row) => schema.parse(row));
    const last = rows.at(-1);
    if (last === undefined) return;
    await convert(rows);
    after = last.id;
  }
}
