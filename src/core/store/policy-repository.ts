import { z } from 'zod';
import type { PolicyRepository, PolicyVersionRow } from '../application/ports.ts';
import type { Database } from './database.ts';
import { ownPolicy, policyEvent, toldPolicy } from './policy-schema.ts';
import { storedDay } from './stored-values.ts';

const SUMMARY = z.object({
  number: z.int(),
  origin: z.enum(['built_in', 'imported']),
  status: z.enum(['proposed', 'approved', 'told', 'withdrawn']),
  policyDate: storedDay,
  hash: z.string(),
  proposedAt: z.date(),
  toldFrom: z.date().nullable(),
});
const ROW = SUMMARY.extend({ told: toldPolicy, own: ownPolicy.nullable() });
const STEP = z.object({
  sequence: z.int(),
  version: z.int(),
  at: z.date(),
  actor: z.string(),
  data: policyEvent,
  previousHash: z.string(),
  hash: z.string(),
});

/** The versions of the policy and what was done with them. */
export function policyRepository(db: Database): PolicyRepository {
  const one = (rows: readonly unknown[]): PolicyVersionRow | undefined =>
    rows[0] === undefined ? undefined : ROW.parse(rows[0]);
  const stepOf = (row: unknown) => {
    const { actor: by, data: event, ...step } = STEP.parse(row);
    return { ...step, by, event };
  };
  return {
    async lock() {
      await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('privacybalie policy versions'))`;
    },

    async summaries() {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "number", "origin", "status", "policyDate", "hash", "proposedAt", "toldFrom" FROM "PolicyVersion"
        ORDER BY "number" DESC`;
      return rows.map((row) => SUMMARY.parse(row));
    },

    byNumber: async (number) =>
      one(
        await db.$queryRaw<unknown[]>`
          SELECT "number", "origin", "status", "policyDate", "hash", "proposedAt", "toldFrom", "told", "own"
          FROM "PolicyVersion" WHERE "number" = ${number}`,
      ),

    inForce: async () =>
      one(
        await db.$queryRaw<unknown[]>`
          SELECT "number", "origin", "status", "policyDate", "hash", "proposedAt", "toldFrom", "told", "own"
          FROM "PolicyVersion" WHERE "toldFrom" IS NOT NULL ORDER BY "toldFrom" DESC, "number" DESC LIMIT 1`,
      ),

    async put({ number, told, own, ...row }) {
      await db.$executeRaw`DELETE FROM "PolicyVersion" WHERE "number" = ${number}`;
      await db.$executeRaw`
        INSERT INTO "PolicyVersion" ("number", "origin", "status", "policyDate", "hash", "told", "own", "proposedAt",
          "toldFrom")
        VALUES (${number}, ${row.origin}, ${row.status}, ${row.policyDate}, ${row.hash}, ${JSON.stringify(told)}::jsonb,
          ${own === null ? null : JSON.stringify(own)}::jsonb, ${row.proposedAt}, ${row.toldFrom})`;
    },

    async addStep({ sequence, version, at, by, event, previousHash, hash }) {
      await db.$executeRaw`
        INSERT INTO "PolicyStep" ("sequence", "version", "at", "type", "actor", "data", "previousHash", "hash")
        VALUES (${sequence}, ${version}, ${at}, ${event.type}, ${by}, ${JSON.stringify(event)}::jsonb,
          ${previousHash}, ${hash})`;
    },

    async steps(version) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "sequence", "version", "at", "actor", "data", "previousHash", "hash" FROM "PolicyStep"
        WHERE ${version ?? null}::int IS NULL OR "version" = ${version ?? null}::int ORDER BY "sequence"`;
      return rows.map(stepOf);
    },

    async lastStep() {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT "sequence", "version", "at", "actor", "data", "previousHash", "hash" FROM "PolicyStep"
        ORDER BY "sequence" DESC LIMIT 1`;
      return row === undefined ? undefined : stepOf(row);
    },
  };
}
