import { z } from 'zod';
import type { BreachEntryRow, BreachRepository, BreachRow } from '../application/ports.ts';
import { newId } from '../kernel/ids.ts';
import {
  BREACH_LETTER_STEPS,
  BREACH_NATURES,
  BREACH_ORIGINS,
  type BreachNote,
} from '../register/breach-record.ts';
import { BREACH_WAYS } from '../request/notice.ts';
import type { Database } from './database.ts';
import { exactly } from './exactly.ts';
import { Prisma } from './generated/client.ts';
import { openJson, type SealedColumns, sealJson } from './sealed-columns.ts';
import { storedBytes } from './stored-values.ts';
import type { MetUnreadable } from './unreadable-rows.ts';

const NOTE = 'BreachEntry.noteEnc';
const count = z.int().nullable();
const facts = z.strictObject({
  what: z.string(),
  when: z.string(),
  nature: z.enum(['', ...BREACH_NATURES]),
  data: z.string(),
  people: count,
  records: count,
  consequences: z.string(),
  measures: z.string(),
});
const note = exactly<BreachNote>()(
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('facts'), facts }),
    z.strictObject({ kind: z.literal('authority'), notify: z.boolean(), reason: z.string() }),
    z.strictObject({
      kind: z.literal('authority_told'),
      at: z.string(),
      reference: z.string(),
      delay: z.string(),
    }),
    z.strictObject({ kind: z.literal('people'), tell: z.boolean(), reason: z.string() }),
    z.strictObject({
      kind: z.literal('letter'),
      letter: z.string(),
      way: z.enum(BREACH_WAYS),
      step: z.enum(BREACH_LETTER_STEPS),
    }),
  ]),
);
const BREACH = z.object({
  id: z.uuid(),
  origin: z.enum(BREACH_ORIGINS),
  awareAt: z.date(),
  recordedAt: z.date(),
  by: z.string(),
});
const ENTRY = z.object({
  id: z.uuid(),
  breachId: z.uuid(),
  at: z.date(),
  by: z.string(),
  noteEnc: storedBytes,
});

/** The record of breaches: rows are added, and removed past their term. */
export function breachRepository(
  db: Database,
  sealed: SealedColumns,
  unreadable: MetUnreadable,
): BreachRepository {
  async function withEntries(rows: readonly unknown[]): Promise<readonly BreachRow[]> {
    const found = rows.map((row) => BREACH.parse(row));
    if (found.length === 0) return [];
    const ids = found.map(({ id }) => id);
    const written = await db.$queryRaw<unknown[]>`
      SELECT "id", "breachId", "at", "by", "noteEnc" FROM "BreachEntry" WHERE "breachId" = ANY(${ids}::uuid[])
      ORDER BY "at", "sequence"`;
    const entries = written.map((row) => ENTRY.parse(row));
    return found.map((row) => ({
      ...row,
      entries: entries.filter(({ breachId }) => breachId === row.id).map(read),
    }));
  }

  function read({ id, at, by, noteEnc }: z.infer<typeof ENTRY>): BreachEntryRow {
    return unreadable.orElse<BreachEntryRow>(
      () => ({ at, by, note: openJson(sealed[NOTE], note, noteEnc, id) }),
      () => ({ at, by, note: null }),
    );
  }

  const one = async (id: string, lock: Prisma.Sql) => {
    const rows = await db.$queryRaw<unknown[]>`
      SELECT "id", "origin", "awareAt", "recordedAt", "by" FROM "Breach" WHERE "id" = ${id}::uuid ${lock}`;
    return (await withEntries(rows))[0];
  };

  return {
    async add({ id, origin, awareAt, recordedAt, by }) {
      const added = await db.$executeRaw`
        INSERT INTO "Breach" ("id", "origin", "awareAt", "recordedAt", "by")
        VALUES (${id}::uuid, ${origin}, ${awareAt}, ${recordedAt}, ${by}) ON CONFLICT ("id") DO NOTHING`;
      return added > 0;
    },

    async write(entry) {
      const id = newId();
      await db.$executeRaw`
        INSERT INTO "BreachEntry" ("id", "breachId", "at", "by", "noteEnc")
        VALUES (${id}::uuid, ${entry.breachId}::uuid, ${entry.at}, ${entry.by}, ${sealJson(sealed[NOTE], entry.note, id)})`;
    },

    lock: (id) => one(id, Prisma.sql`FOR UPDATE`),
    byId: (id) => one(id, Prisma.empty),

    async list(limit) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "id", "origin", "awareAt", "recordedAt", "by" FROM "Breach" ORDER BY "recordedAt" DESC, "id" LIMIT ${limit}`;
      return withEntries(rows);
    },
  };
}
