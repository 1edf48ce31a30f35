import { Client } from 'pg';
import * as z from 'zod';
import { type SealedColumns, sealJson } from '../src/core/store/sealed-columns.ts';
import type { WrittenTurn } from './written-turn.ts';

const TABLES = ['Conversation', 'Message', 'PrivacyRequest', 'RequestEvent', 'LogHead', 'Challenge'];
const MORE_TABLES = ['OutboundMail', 'SourceSearch', 'Task'];

/**
 * A request a row: of every twenty one is open, half of those unproven; the others were closed in the two years before,
 * as many as retention leaves there. Of closed erasures only refused ones remain.
 */
const PLAN = `
  CREATE UNLOGGED TABLE bench_plan AS
  SELECT g, pg_temp.id('c', g) AS conversation, pg_temp.id('r', g) AS request, right_of AS "right",
    g % 20 = 0 AS open, CASE WHEN g % 40 = 0 THEN 0 ELSE 1 END AS level,
    (ARRAY['web', 'telegram', 'email'])[1 + g % 3] AS channel, received,
    to_char(received, 'YYYY-MM-DD') AS day, to_char(received + interval '28 days', 'YYYY-MM-DD') AS due,
    received + interval '1 day' * (1 + g * 31 % 27) AS closed,
    CASE WHEN g % 40 = 0 THEN 'awaiting_identity' WHEN g % 20 = 0 THEN 'gathering'
      WHEN right_of = 'erasure' OR g % 11 = 0 THEN 'refused' WHEN g % 13 = 0 THEN 'withdrawn' ELSE 'answered' END AS status
  FROM (SELECT g, (ARRAY['access', 'access', 'erasure', 'rectification', 'objection', 'restriction', 'portability'])[1 + g % 7]
      AS right_of,
      date_trunc('milliseconds', now()) - CASE WHEN g % 20 = 0 THEN interval '1 hour' * (g / 20 * 7919 % 600 + 1)
      ELSE interval '1 hour' * (g * 7919 % 16000 + 700) END AS received
    FROM generate_series(1, $1::bigint) g) numbered`;
const ID = `
  CREATE FUNCTION pg_temp.id(kind text, g bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT overlay(overlay(md5(kind || g) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid $$`;
const BYTES = `
  CREATE FUNCTION pg_temp.bytes(g bigint, size int) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT substring(decode(repeat(md5(g::text), size / 16 + 1), 'hex') FROM 1 FOR size) $$`;

/** What stands in every row alike: the state and the first event of a request that the product opened itself. */
function rowsOf({
  dialogueBytes,
  inboundBytes,
  outboundBytes,
  request,
  event,
}: WrittenTurn): readonly string[] {
  const [outbound = inboundBytes] = outboundBytes;
  return [
    `INSERT INTO "Conversation" ("id", "channel", "key", "keyEnc", "language", "dialogueEnc", "noticeVersion", "noticeAt",
       "nextSequence", "createdAt", "lastAt")
     SELECT conversation, channel, md5('k' || g), pg_temp.bytes(g, 50), 'nl', pg_temp.bytes(g, ${dialogueBytes}), '1',
       received, 3, received, received FROM bench_plan`,
    `INSERT INTO "Message" ("id", "conversationId", "sequence", "direction", "inboundKey", "at", "contentEnc", "status")
     SELECT pg_temp.id('i', g), conversation, 1, 'in', md5('m' || g), received, pg_temp.bytes(g, ${inboundBytes}), 'stored'
     FROM bench_plan
     UNION ALL SELECT pg_temp.id('o', g), conversation, 2, 'out', NULL, received, pg_temp.bytes(g, ${outbound}), 'sent'
     FROM bench_plan`,
    `INSERT INTO "PrivacyRequest" ("id", "number", "right", "status", "version", "channel", "conversationId", "language",
       "receivedAt", "receivedDay", "legalDue", "policyDue", "staffDue", "customerDue", "level", "provenAt", "wordsEnc",
       "nameEnc", "emailEnc", "emailHash", "state", "headHash", "createdAt", "closedAt", "remindStaffOn", "tellCustomerOn")
     SELECT request, 'B-' || g, "right", status, 2, channel, conversation, 'nl', received, day, due, due, due, due, level,
       CASE WHEN level > 0 THEN received END, pg_temp.bytes(g, ${request.wordsBytes}), pg_temp.bytes(g, 45),
       pg_temp.bytes(g, 55), md5('e' || g % 900000),
       ('${request.state.replaceAll("'", "''")}'::jsonb - 'searches') || jsonb_build_object('right', "right", 'status', status, 'channel', channel,
         'level', level, 'sequence', 2, 'receivedAt', to_char(received, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'due', jsonb_build_object('receivedDay', day, 'legalDue', due, 'policyDue', due, 'staffDue', due, 'customerDue', due))
         || CASE WHEN status = 'gathering' THEN '{"searches": {}}' WHEN open THEN '{}' ELSE jsonb_build_object(
           'closedBy', 'system', 'closedAt', to_char(closed, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'letter', NULL) END,
       md5('h' || g) || md5('h2' || g), received, CASE WHEN NOT open THEN closed END,
       CASE WHEN open THEN to_char(now() + interval '1 day' * (2 + g % 9), 'YYYY-MM-DD') END,
       CASE WHEN open THEN to_char(now() + interval '1 day' * (2 + g % 9), 'YYYY-MM-DD') END
     FROM bench_plan`,
    `INSERT INTO "RequestEvent" ("requestId", "sequence", "at", "type", "actor", "data", "previousHash", "hash")
     SELECT request, n, received, '${event.type}', 'customer', '${event.data.replaceAll("'", "''")}'::jsonb,
       md5('p' || g || n) || md5('q' || g || n), md5('h' || g || n) || md5('j' || g || n)
     FROM bench_plan, generate_series(1, 2) n`,
    `INSERT INTO "LogHead" ("requestId", "number", "sequence", "hash", "mac", "sealedSequence", "sealedMac")
     SELECT request, 'B-' || g, 2, md5('h' || g) || md5('h2' || g), md5('a' || g), 2, md5('a' || g) FROM bench_plan`,
    `INSERT INTO "Challenge" ("id", "requestId", "conversationId", "purpose", "addressEnc", "addressHash", "limitHash",
       "codeHash", "reportTokenHash", "createdAt", "acceptedAt", "usedAt")
     SELECT pg_temp.id('x', g), request, conversation, 'prove_mailbox', pg_temp.bytes(g, 55), md5('e' || g % 900000),
       md5('l' || g % 900000), md5('s' || g), md5('t' || g), received, received, received FROM bench_plan WHERE level > 0`,
    `INSERT INTO "OutboundMail" ("id", "kind", "status", "createdAt", "acceptedAt", "requestId")
     SELECT pg_temp.id('y', g), 'code', 'sent', received, received, request FROM bench_plan WHERE level > 0`,
    `INSERT INTO "SourceSearch" ("requestId", "source", "coverageEnc", "counts", "holds", "updatedAt")
     SELECT request, 'jouwweb', pg_temp.bytes(g, 120), '{}', '[]', received FROM bench_plan WHERE level > 0`,
    `INSERT INTO "Task" ("id", "kind", "openKey", "requestId", "dueDay", "params", "createdAt", "doneAt", "doneBy")
     SELECT pg_temp.id('z', g), 'manual_search', CASE WHEN open THEN 'bench:' || g END, request, due, '{}', received,
       CASE WHEN NOT open THEN closed END, CASE WHEN NOT open THEN 'system' END FROM bench_plan WHERE g % 4 = 0 AND level > 0`,
  ];
}

/**
 * Fills a database as if so many requests stood in it. Their sealed columns have the size of real ones; those of what
 * staff get to see are sealed, too.
 */
export async function fillRequests(
  connectionString: string,
  count: number,
  turn: WrittenTurn,
  sealed: SealedColumns,
): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    // neither foreign keys nor triggers: these rows fit
    await client.query(
      `SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; ${ID}; ${BYTES}`,
    );
    const indexes = await dropIndexes(client);
    await client.query(PLAN.replace('$1', String(count)));
    for (const insert of rowsOf(turn)) await client.query(insert);
    await client.query('DROP TABLE bench_plan');
    await sealShown(client, sealed);
    for (const index of indexes) await client.query(index);
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
     WHERE i.indrelid = ANY ($1::regclass[]) AND NOT i.indisprimary`,
    [[...TABLES, ...MORE_TABLES].map((name) => `"${name}"`)],
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
