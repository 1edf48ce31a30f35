import { z } from 'zod';
import type { CheckedLog, RegisterRepository } from '../application/ports.ts';
import { AT_OPENING, type LinkedEntry } from '../register/event-chain.ts';
import type { Database } from './database.ts';
import { driftRows } from './drift-rows.ts';
import { exportRows } from './export-rows.ts';
import { readFigures } from './figures-rows.ts';
import { Prisma } from './generated/client.ts';
import type { HeadMacs } from './head-macs.ts';
import { reportRows } from './report-rows.ts';
import { requestEvent } from './request-event-schema.ts';
import { REVIEW, reviewEvent } from './review-repository.ts';
import { sealRows } from './seal-rows.ts';
import { shopLookRows } from './shop-look-rows.ts';

const ID = z.object({ id: z.string() });
const COUNT = z.object({ count: z.int() });
const LOG = z.object({
  requestId: z.uuid(),
  headNumber: z.string().nullable(),
  headSequence: z.int().nullable(),
  headHash: z.string().nullable(),
  mac: z.string().nullable(),
  sealedSequence: z.int().nullable(),
  sealedMac: z.string().nullable(),
  sealedHash: z.string().nullable(),
  number: z.string().nullable(),
  version: z.int().nullable(),
  standsAt: z.string().nullable(),
  remainsNumber: z.string().nullable(),
  remainsSequence: z.int().nullable(),
  remainsHash: z.string().nullable(),
  remainsFrom: z.string().nullable(),
});
// As they stand: the check has to see what was changed, not refuse to read it.
const ENTRY = z.object({
  requestId: z.string(),
  sequence: z.int(),
  at: z.date(),
  actor: z.string(),
  type: z.string(),
  data: z.unknown(),
  previousHash: z.string(),
  hash: z.string(),
  versions: z.string().nullable(),
});
const PLAN = REVIEW.pick({ id: true, status: true, approvedBy: true, count: true, orders: true, done: true });
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const PAGE = 2_000;

/** The register as a whole, for its check and its seal. */
export function registerRepository(db: Database, macs: HeadMacs): RegisterRepository {
  async function select(ids: Prisma.Sql): Promise<readonly CheckedLog[]> {
    const rows = await db.$queryRaw<unknown[]>`
        WITH ids AS (
${ids})
        SELECT i."id" AS "requestId", h."number" AS "headNumber", h."sequence" AS "headSequence",
          h."hash" AS "headHash", h."mac", h."sealedSequence", h."sealedMac",
          coalesce(e."hash", CASE WHEN a."sequence" = h."sealedSequence" THEN a."hash" END) AS "sealedHash",
          r."number", r."version", r."headHash" AS "standsAt", a."number" AS "remainsNumber",
          a."sequence" AS "remainsSequence", a."hash" AS "remainsHash", a."previousHash" AS "remainsFrom"
        FROM ids i LEFT JOIN "LogHead" h ON h."requestId" = i."id"
          LEFT JOIN "PrivacyRequest" r ON r."id" = i."id"
          LEFT JOIN "AnonymisedRequest" a ON a."id" = i."id"
          LEFT JOIN "RequestEvent" e ON e."requestId" = i."id" AND e."sequence" = h."sealedSequence"
        ORDER BY i."id"`;
    return rows.map((row) => readLog(LOG.parse(row), macs));
  }

  return {
    async count() {
      const [row] = await db.$queryRaw<unknown[]>`SELECT count(*)::int AS "count" FROM "LogHead"`;
      return COUNT.parse(row).count;
    },

    async logs(after, limit) {
      const from = after === '' ? FIRST_ID : after;
      const next = (table: 'LogHead' | 'PrivacyRequest' | 'AnonymisedRequest', id: string) => {
        const name = Prisma.raw(`"${id}"`);
        return Prisma.sql`(SELECT ${name} AS "id" FROM ${Prisma.raw(`"${table}"`)}
          WHERE ${name} > ${from}::uuid ORDER BY ${name} LIMIT ${limit})`;
      };
      return select(Prisma.sql`SELECT "id" FROM (${next('LogHead', 'requestId')} UNION ${next('PrivacyRequest', 'id')}
            UNION ${next('AnonymisedRequest', 'id')}) found ORDER BY "id" LIMIT ${limit}`);
    },

    async log(requestId) {
      return (await select(Prisma.sql`SELECT ${requestId}::uuid AS "id"`))[0];
    },

    async idOfRemains(number) {
      const [row] = await db.$queryRaw<
        unknown[]
      >`SELECT "id" FROM "AnonymisedRequest" WHERE "number" = ${number}`;
      return row === undefined ? undefined : ID.parse(row).id;
    },

    async *entries(ids) {
      let [owner, sequence] = [FIRST_ID, 0];
      for (;;) {
        const rows = await db.$queryRaw<unknown[]>`
          SELECT * FROM (
            SELECT "requestId", "sequence", "at", "actor", "type", "data", "previousHash", "hash", "versions"
            FROM "RequestEvent" WHERE "requestId" = ANY (${ids}::uuid[])
            UNION ALL
            SELECT "id", "sequence", "at", 'system', 'anonymised',
              to_jsonb(a) - ARRAY['id', 'number', 'sequence', 'at', 'previousHash', 'hash'], "previousHash", "hash", NULL
            FROM "AnonymisedRequest" a WHERE "id" = ANY (${ids}::uuid[])) entry
          WHERE ("requestId", "sequence") > (${owner}::uuid, ${sequence}::int)
          ORDER BY "requestId", "sequence" LIMIT ${PAGE}`;
        const page = rows.map(readEntry);
        yield* page;
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) return;
        [owner, sequence] = [last.requestId, last.sequence];
      }
    },

    async planEntries() {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "reviewId" AS "requestId", "sequence", "at", "actor", "type",
          CASE WHEN "data" ->> 'type' = "type" THEN "data" - 'type' END AS "data",
          "previousHash", "hash", NULL AS "versions"
        FROM "TwoYearStep" ORDER BY "reviewId", "sequence"`;
      return rows.map(readEntry);
    },

    planEventOf: ({ event }) => reviewEvent.safeParse(event).data,
    async planFigures() {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "id", "status", "approvedBy", "count", "orders", "done" FROM "TwoYearReview"`;
      return rows.map((row) => PLAN.parse(row));
    },

    figures: (ids) => readFigures(db, ids),
    eventOf: ({ event }) => requestEvent.safeParse(event).data,
    ...sealRows(db, macs),
    ...exportRows(db),
    ...reportRows(db),
    ...shopLookRows(db),
    ...driftRows(db),
  };
}

function readLog(row: z.output<typeof LOG>, macs: HeadMacs): CheckedLog {
  return {
    requestId: row.requestId,
    standing: standingOf(row),
    head: headOf(row, macs),
    sealedMac: row.sealedMac,
  };
}

function standingOf(row: z.output<typeof LOG>): CheckedLog['standing'] {
  const twice = row.number !== null && row.remainsNumber !== null;
  if (row.number !== null && row.version !== null && row.standsAt !== null)
    return { number: row.number, sequence: row.version, headHash: row.standsAt, twice, begin: AT_OPENING };
  const { remainsNumber: number, remainsSequence: sequence, remainsHash: headHash, remainsFrom } = row;
  if (number === null || sequence === null || headHash === null || remainsFrom === null) return undefined;
  return { number, sequence, headHash, twice, begin: { sequence, previousHash: remainsFrom } };
}

function headOf(row: z.output<typeof LOG>, macs: HeadMacs): CheckedLog['head'] {
  const { requestId, headNumber: number, headSequence: sequence, headHash: hash, mac } = row;
  if (number === null || sequence === null || hash === null || mac === null) return undefined;
  const head = { requestId, number, sequence, hash };
  return {
    ...head,
    genuine: macs.fitsHead(mac, head),
    sealedStands: sealedStands(row, number, macs),
  };
}

/** What was before an anonymised entry is gone by design: nothing of it can be looked up. */
function sealedStands(row: z.output<typeof LOG>, number: string, macs: HeadMacs): boolean | null {
  const { requestId, sealedSequence: sequence, sealedMac, sealedHash: hash } = row;
  if (sequence === null || sealedMac === null) return null;
  if (row.remainsSequence !== null && sequence < row.remainsSequence) return null;
  return hash !== null && macs.fitsHead(sealedMac, { requestId, number, sequence, hash });
}

/** A `type` inside the data is no part of an entry: it may not pass for the one beside it. */
function readEntry(found: unknown): LinkedEntry {
  const { type, actor, data, versions, ...entry } = ENTRY.parse(found);
  const plain = typeof data === 'object' && data !== null && !Array.isArray(data) && !('type' in data);
  const event = plain ? { ...data, type } : { type, data };
  return { ...entry, by: actor, event, ...(versions === null ? {} : { versions }) };
}
