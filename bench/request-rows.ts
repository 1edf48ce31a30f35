import { escapeLiteral } from 'pg';
import type { Filling } from './fill-requests.ts';

/** A request a row. What is closed was closed in the two years before; of erasures only refused ones are left then. */
const plan = ({ requests, openOneIn }: Filling) => `
  CREATE TEMPORARY TABLE plan ON COMMIT DROP AS
  SELECT *, to_char(received, 'YYYY-MM-DD') AS day, to_char(received + interval '28 days', 'YYYY-MM-DD') AS due,
    to_char(closed, 'YYYY-MM-DD') AS last_day
  FROM (
    SELECT g, gen_random_uuid() AS conversation, gen_random_uuid() AS request, "right", open, level, received,
      (ARRAY['web', 'telegram', 'email'])[1 + g % 3] AS channel, received + interval '1 day' * (1 + g * 31 % 27) AS closed,
      to_char(now() + interval '1 day' * (40 + g % 9), 'YYYY-MM-DD') AS later,
      CASE WHEN level = 0 THEN 'awaiting_identity' WHEN open THEN 'gathering'
        WHEN "right" = 'erasure' OR g % 11 = 0 THEN 'refused' WHEN g % 13 = 0 THEN 'withdrawn' ELSE 'answered' END AS status
    FROM (
      SELECT g, g % ${openOneIn} = 0 AS open, CASE WHEN g % ${2 * openOneIn} = 0 THEN 0 ELSE 1 END AS level,
        (ARRAY['access', 'access', 'erasure', 'rectification', 'objection', 'restriction', 'portability'])[1 + g % 7]
          AS "right",
        date_trunc('day', now()) + interval '9 hours' - interval '1 day'
          * (CASE WHEN g % ${openOneIn} = 0 THEN 1 + g * 7919 % 25 ELSE 29 + g * 7919 % 667 END) AS received
      FROM generate_series(1::bigint, ${requests}) g) numbered) dated
  -- in the order of their ids, so that the primary keys grow at their end
  ORDER BY request`;

/** The statements that fill the tables; sealed columns are bytes of that length. */
export function requestRows(filling: Filling): readonly string[] {
  const { dialogueBytes, inboundBytes, outboundBytes, request, event } = filling.turn;
  const [outbound = inboundBytes] = outboundBytes;
  return [
    plan(filling),
    `INSERT INTO "Conversation" ("id", "channel", "key", "keyEnc", "language", "dialogueEnc", "noticeVersion", "noticeAt",
       "nextSequence", "createdAt", "lastAt", "hasRequest")
     SELECT conversation, channel, md5('k' || g), ${bytes(50)}, 'nl', ${bytes(dialogueBytes)}, '1', received, 3, received,
       received, true FROM plan
     UNION ALL SELECT gen_random_uuid(), channel, md5('n' || g), ${bytes(50)}, 'nl', ${bytes(dialogueBytes)}, '1', at, 3,
       at, at, false FROM plan, LATERAL (SELECT now() - interval '1 hour' * (g * 31 % 700)) chat(at) WHERE g % 100 = 0`,
    `INSERT INTO "Message" ("id", "conversationId", "sequence", "direction", "inboundKey", "at", "contentEnc", "status")
     SELECT gen_random_uuid(), conversation, 1, 'in', md5('m' || g), received, ${bytes(inboundBytes)}, 'stored' FROM plan
     UNION ALL
     SELECT gen_random_uuid(), conversation, 2, 'out', NULL, received, ${bytes(outbound)}, 'sent' FROM plan`,
    `INSERT INTO "PrivacyRequest" ("id", "number", "right", "status", "version", "channel", "conversationId", "language",
       "receivedAt", "receivedDay", "legalDue", "policyDue", "staffDue", "customerDue", "level", "provenAt", "wordsEnc",
       "nameEnc", "emailEnc", "emailHash", "state", "headHash", "createdAt", "closedAt", "remindStaffOn", "tellCustomerOn",
       "hasRecords")
     SELECT request, 'B-' || g, "right", status, 1, channel, conversation, 'nl', received, day, due, due, due, due, level,
       CASE WHEN level > 0 THEN received END, ${bytes(request.wordsBytes)}, ${bytes(45)}, ${bytes(55)},
       md5('e' || g % 900000), ${escapeLiteral(request.state)}::jsonb || jsonb_build_object(
         'right', "right", 'status', status, 'channel', channel, 'level', level, 'sequence', 1, 'receivedAt', day || 'T09:00:00.000Z',
         'due', jsonb_build_object('receivedDay', day, 'legalDue', due, 'policyDue', due, 'staffDue', due, 'customerDue', due))
         || CASE WHEN status = 'gathering' THEN '{"searches": {}}' WHEN open THEN '{}'
           ELSE jsonb_build_object('closedBy', 'system', 'closedAt', last_day || 'T09:00:00.000Z', 'letter', NULL) END,
       ${hash('h')}, received, CASE WHEN NOT open THEN closed END, CASE WHEN open THEN later END,
       CASE WHEN open THEN later END, level > 0 AND (open OR closed > now() - interval '30 days') FROM plan`,
    `INSERT INTO "RequestEvent" ("requestId", "sequence", "at", "type", "actor", "data", "previousHash", "hash",
       "versions")
     SELECT request, 1, received, ${escapeLiteral(event.type)}, 'customer', ${escapeLiteral(event.data)}::jsonb,
       ${hash('p')}, ${hash('h')}, ${escapeLiteral(event.versions ?? '')} FROM plan`,
    `INSERT INTO "LogHead" ("requestId", "number", "sequence", "hash", "mac", "sealedSequence", "sealedMac")
     SELECT request, 'B-' || g, 1, ${hash('h')}, ${hash('a')}, 1, ${hash('a')} FROM plan`,
    `INSERT INTO "Challenge" ("id", "requestId", "conversationId", "purpose", "addressEnc", "addressHash", "limitHash",
       "codeHash", "reportTokenHash", "createdAt", "acceptedAt", "usedAt")
     SELECT gen_random_uuid(), request, conversation, 'prove_mailbox', ${bytes(55)}, md5('e' || g % 900000),
       md5('l' || g % 900000), ${hash('s')}, ${hash('t')}, received, received, received FROM plan WHERE level > 0`,
    `INSERT INTO "OutboundMail" ("id", "kind", "status", "createdAt", "acceptedAt", "requestId")
     SELECT gen_random_uuid(), 'code', 'sent', received, received, request FROM plan WHERE level > 0`,
    `INSERT INTO "SourceSearch" ("requestId", "source", "coverageEnc", "counts", "holds", "recordsEnc", "updatedAt")
     SELECT request, 'jouwweb', ${bytes(120)}, '{}', '[]',
       CASE WHEN open OR closed > now() - interval '30 days' THEN ${bytes(1500)} END, received FROM plan WHERE level > 0`,
    `INSERT INTO "Task" ("id", "kind", "openKey", "requestId", "dueDay", "params", "createdAt", "doneAt", "doneBy")
     SELECT gen_random_uuid(), 'manual_search', CASE WHEN open THEN 'bench:' || g END, request, due, '{}', received,
       CASE WHEN NOT open THEN closed END, CASE WHEN NOT open THEN 'system' END FROM plan WHERE g % 4 < 3 AND level > 0`,
  ];
}

function bytes(size: number): string {
  return `'\\x${'5a'.repeat(size)}'::bytea`;
}

/** Of the length of a hash, another one for each row. */
function hash(kind: string): string {
  return `md5('${kind}' || g) || repeat('${kind}', 32)`;
}
