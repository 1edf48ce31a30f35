import { z } from 'zod';
import type { RetentionRepository } from '../application/ports.ts';
import type { CaseClass } from '../kernel/retention-terms.ts';
import type { Database } from './database.ts';
import { first } from './first-rows.ts';
import { followedHead } from './followed-head.ts';
import { Prisma } from './generated/client.ts';
import type { HeadMacs } from './head-macs.ts';
import { requestId, storedDay } from './stored-values.ts';

type Cases = Pick<RetentionRepository, 'dueCases' | 'caseFacts' | 'anonymise'>;

/** Cases that were closed when their person was erased; led by the few blocks, not by the many cases. */
const OF_ERASED = Prisma.sql`
  SELECT p."id" FROM "ReturnBlock" b, unnest(b."addressHashes") h JOIN "PrivacyRequest" p ON p."emailHash" = h
  WHERE p."closedAt" <= b."erasedAt"`;
const ERASED_SINCE = Prisma.sql`r."id" IN (${OF_ERASED})`;
/** Each half by its own index: a condition on either would be tried on every case that was ever closed. */
const ERASURE = Prisma.sql`r."id" IN (
  SELECT e."id" FROM "PrivacyRequest" e WHERE e."level" > 0 AND e."right" = 'erasure' AND e."status" = 'answered'
  UNION ALL ${OF_ERASED})`;

const DECIDED = Prisma.sql`r."status" IN ('answered', 'refused')`;

/**
 * As core/request/case-retention.ts divides them; those with a short term have partial indexes of their own, which
 * PostgreSQL uses as long as the conditions agree (migration `many_requests`).
 */
export const CASES_OF: Readonly<Record<CaseClass, Prisma.Sql>> = {
  unproven_request: Prisma.sql`r."level" = 0 AND NOT ${DECIDED}`,
  erasure_case: Prisma.sql`(r."level" > 0 OR ${DECIDED}) AND ${ERASURE}`,
  case: Prisma.sql`(r."level" > 0 OR ${DECIDED}) AND NOT ${ERASURE}`,
};
const DUE = z.object({ id: requestId, closedAt: z.date() });
const HOLDS = z.array(z.strictObject({ basis: z.string(), until: storedDay }));
const FACTS = z.object({
  lastMailAt: z.date().nullable(),
  waiting: z.int(),
  openTasks: z.int(),
  openComplaints: z.int(),
  cards: z.int(),
  holds: HOLDS,
  erasedSince: z.boolean(),
});

/** Closed requests whose term may be over, and their end (R34). */
export function caseRows(db: Database, macs: HeadMacs): Cases {
  return {
    async dueCases(name, before, after, limit) {
      const next =
        after === undefined
          ? Prisma.empty
          : Prisma.sql`AND (r."closedAt", r."id") > (${after.closedAt}::timestamptz, ${after.id}::uuid)`;
      const rows = await db.$queryRaw<unknown[]>`
        SELECT r."id", r."closedAt" FROM "PrivacyRequest" r
        WHERE r."closedAt" < ${before} AND r."status" <> 'joined' AND ${CASES_OF[name]} ${next}
        ORDER BY r."closedAt", r."id" ${first(limit)}`;
      return rows.map((row) => DUE.parse(row));
    },

    async caseFacts({ id, number, conversationId, emailHash }) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT
          (SELECT max("acceptedAt") FROM "OutboundMail" WHERE "requestId" = ${id}::uuid) AS "lastMailAt",
          ((SELECT count(*) FROM "OutboundMail" WHERE "requestId" = ${id}::uuid AND "status" = 'queued')
            + (SELECT count(*) FROM "Message" WHERE "conversationId" = ${conversationId}::uuid
              AND "status" = 'queued'))::int AS "waiting",
          (SELECT count(*)::int FROM "Task" WHERE "doneAt" IS NULL
            AND ("requestId" = ${id}::uuid OR "conversationId" = ${conversationId}::uuid)) AS "openTasks",
          (SELECT count(*)::int FROM "PrivacyRequest" WHERE "closedAt" IS NULL
            AND ("right" = 'complaint' OR "state"->>'objectsTo' = ${number})
            AND ("conversationId" = ${conversationId}::uuid OR "emailHash" = ${emailHash})) AS "openComplaints",
          (SELECT count(*)::int FROM "StaffCard" WHERE "requestId" = ${id}::uuid) AS "cards",
          (SELECT coalesce(jsonb_agg(h), '[]') FROM "SourceSearch" s, jsonb_array_elements(s."holds") h
            WHERE s."requestId" = ${id}::uuid) AS "holds",
          EXISTS (SELECT 1 FROM "PrivacyRequest" r WHERE r."id" = ${id}::uuid AND ${ERASED_SINCE}) AS "erasedSince"`;
      return FACTS.parse(row);
    },

    async anonymise({ id, conversationId, number }, { event, ...entry }, { before, erasedUntil }) {
      const { type: _type, ...remains } = event;
      // The log is append-only to everybody else; the setting ends with the transaction.
      await db.$executeRaw`SELECT set_config('privacybalie.purge', 'on', true)`;
      await db.$executeRaw`DELETE FROM "RequestEvent" WHERE "requestId" = ${id}::uuid`;
      await db.$executeRaw`SELECT set_config('privacybalie.purge', 'off', true)`;
      await db.$executeRaw`
        DELETE FROM "CaughtMail" WHERE "id" IN (
          SELECT "id" FROM "OutboundMail" WHERE "requestId" = ${id}::uuid)`;
      await db.$executeRaw`DELETE FROM "OutboundMail" WHERE "requestId" = ${id}::uuid`;
      await db.$executeRaw`DELETE FROM "Task" WHERE "requestId" = ${id}::uuid`;
      await db.$executeRaw`DELETE FROM "Message" WHERE "requestId" = ${id}::uuid`;
      // With it go its codes, searches, letters, links and card.
      await db.$executeRaw`DELETE FROM "PrivacyRequest" WHERE "id" = ${id}::uuid`;
      await db.$executeRaw`
        INSERT INTO "AnonymisedRequest" ("id", "number", "right", "outcome", "grounds", "recipients", "month",
          "daysUsed", "onTime", "sequence", "at", "previousHash", "hash")
        VALUES (${id}::uuid, ${number}, ${remains.right}, ${remains.outcome},
          ${JSON.stringify(remains.grounds)}::jsonb, ${JSON.stringify(remains.recipients)}::jsonb,
          ${remains.month}, ${remains.daysUsed}, ${remains.onTime}, ${entry.sequence}, ${entry.at},
          ${entry.previousHash}, ${entry.hash})`;
      const head = { requestId: id, number, sequence: entry.sequence, hash: entry.hash };
      await db.$executeRaw`
        UPDATE "LogHead" SET "sequence" = ${head.sequence}, "hash" = ${head.hash}, "mac" = ${macs.ofHead(head)}
        WHERE ${followedHead(macs, id, number, [entry])}`;
      if (erasedUntil !== null) await forgetWords(db, conversationId, erasedUntil);
      return (await endConversation(db, conversationId, before)) ? 'kept' : 'removed';
    },
  };
}

/** Who was erased is not left in what was said (R34): an open request keeps its own words, and what was told about it. */
async function forgetWords(db: Database, conversationId: string, until: Date): Promise<void> {
  await db.$executeRaw`
    DELETE FROM "Message" m WHERE m."conversationId" = ${conversationId}::uuid AND m."at" <= ${until}
      AND NOT EXISTS (SELECT 1 FROM "PrivacyRequest" r WHERE r."id" = m."requestId")`;
}

/**
 * The last request of a conversation takes all that was said until its term with it; what was said later is a chat
 * about the policy, with a term of its own. Answers whether something of the conversation stays.
 */
async function endConversation(db: Database, conversationId: string, before: Date): Promise<boolean> {
  const [other] = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "PrivacyRequest" WHERE "conversationId" = ${conversationId}::uuid LIMIT 1`;
  if (other !== undefined) return true;
  await db.$executeRaw`UPDATE "Conversation" SET "hasRequest" = false WHERE "id" = ${conversationId}::uuid`;
  await db.$executeRaw`
    DELETE FROM "Message" WHERE "conversationId" = ${conversationId}::uuid AND "at" < ${before}`;
  const removed = await db.$executeRaw`
    DELETE FROM "Conversation" c WHERE c."id" = ${conversationId}::uuid
      AND NOT EXISTS (SELECT 1 FROM "Message" m WHERE m."conversationId" = c."id")`;
  if (removed === 0) return true;
  await db.$executeRaw`DELETE FROM "Task" WHERE "conversationId" = ${conversationId}::uuid`;
  return false;
}
