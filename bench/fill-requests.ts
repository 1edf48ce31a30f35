import { Client } from 'pg';
import * as z from 'zod';
import { type SealedColumns, sealJson } from '../src/core/store/sealed-columns.ts';
import { requestRows } from './request-rows.ts';
import type { WrittenTurn } from './written-turn.ts';

const TABLES = `"Conversation", "Message", "PrivacyRequest", "RequestEvent", "LogHead", "Challenge", "OutboundMail",
  "SourceSearch", "Task"`;

export interface Filling {
  readonly requests: number;
  /** Of so many one is open, and of twice as many one is open and unproven. */
  readonly openOneIn: number;
  /** What the product wrote itself: what every row is like. */
  readonly turn: WrittenTurn;
}

/**
 * Fills a database as if so many requests stood in it, in place of what stood there. Their sealed columns have the size
 * of real ones; those of what staff get to see are sealed, too.
 */
export async function fillRequests(
  connectionString: string,
  filling: Filling,
  sealed: SealedColumns,
): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    // Neither foreign keys nor triggers: these rows fit. Without the indexes, and in tables begun in this transaction,
    // a row costs its own bytes only.
    await client.query(
      "BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL maintenance_work_mem = '512MB'",
    );
    await client.query(`TRUNCATE ${TABLES} CASCADE`);
    const indexes = await dropIndexes(client);
    for (const statement of requestRows(filling)) await client.query(statement);
    await client.query('ANALYZE "PrivacyRequest"');
    await sealShown(client, sealed);
    for (const index of indexes) await client.query(index);
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

const INDEXES = z.array(z.object({ name: z.string(), definition: z.string() }));

/** Answers the statements that make them again: built at once they cost less than row by row. */
async function dropIndexes(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE NOT i.indisprimary
       AND i.indrelid IN (SELECT table_name::regclass FROM unnest(string_to_array($1, ',')) AS tables(table_name))`,
    [TABLES],
  );
  const indexes = INDEXES.parse(rows);
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  return indexes.map(({ definition }) => definition);
}

const SHOWN = z.array(z.object({ id: z.string() }));

/** What is open, and what was closed last. */
async function sealShown(client: Client, sealed: SealedColumns): Promise<void> {
  const { rows } = await client.query(
    `(SELECT "id" FROM "PrivacyRequest" WHERE "closedAt" IS NULL)
     UNION ALL (SELECT "id" FROM "PrivacyRequest" WHERE "closedAt" IS NOT NULL ORDER BY "closedAt" DESC LIMIT 1000)`,
  );
  const ids = SHOWN.parse(rows).map(({ id }) => id);
  const words = { text: 'wat bewaren jullie van mij', source: 'telegram' };
  await client.query(
    `UPDATE "PrivacyRequest" r SET "wordsEnc" = s.words, "nameEnc" = s.name, "emailEnc" = s.email
     FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[]) s(id, words, name, email) WHERE r."id" = s.id`,
    [
      ids,
      ids.map((id) => Buffer.from(sealJson(sealed['PrivacyRequest.wordsEnc'], words, id))),
      ids.map((id) => Buffer.from(sealed['PrivacyRequest.nameEnc'].seal('Sanne de Vries', id))),
      ids.map((id) => Buffer.from(sealed['PrivacyRequest.emailEnc'].seal('sanne.de.vries@example.nl', id))),
    ],
  );
}
