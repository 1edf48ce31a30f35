import { z } from 'zod';
import type { RegisterRepository } from '../application/ports.ts';
import type { CaseFigures } from '../request/case-figures.ts';
import type { Database } from './database.ts';

const LETTER = z.object({ id: z.string(), hash: z.string() });
const DUE = z.object({
  receivedDay: z.string(),
  legalDue: z.string().nullable(),
  policyDue: z.string(),
  customerDue: z.string(),
  staffDue: z.string(),
});
const INSTANT = z.date().transform((at) => at.toISOString());
const STATE = z.object({
  right: z.string(),
  status: z.string(),
  level: z.int(),
  receivedAt: z.string().transform((at) => new Date(at).toISOString()),
  closedAt: z
    .string()
    .transform((at) => new Date(at).toISOString())
    .optional(),
  due: DUE,
  letter: LETTER.nullish(),
});
// As they stand: the check has to see what was changed, not refuse to read it.
const ROW = z.object({
  id: z.string(),
  right: z.string(),
  status: z.string(),
  level: z.int(),
  receivedAt: INSTANT,
  closedAt: INSTANT.nullable(),
  ...DUE.shape,
  letterHash: z.string().nullable(),
  state: z.unknown(),
});

/** What stands beside the logs of these requests, twice: in the columns and in the state that is kept. */
export async function readFigures(
  db: Database,
  ids: readonly string[],
): Promise<Awaited<ReturnType<RegisterRepository['figures']>>> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT r."id", r."right", r."status", r."level", r."receivedAt", r."closedAt", r."receivedDay", r."legalDue",
      r."policyDue", r."customerDue", r."staffDue", r."state", l."hash" AS "letterHash"
    FROM "PrivacyRequest" r LEFT JOIN "Letter" l ON l."id"::text = r."state"->'letter'->>'id'
    WHERE r."id" = ANY (${ids}::uuid[])`;
  return new Map(rows.map((row) => figuresOfRow(ROW.parse(row))));
}

function figuresOfRow(row: z.output<typeof ROW>): readonly [string, readonly CaseFigures[]] {
  const { id, letterHash, state, ...columns } = row;
  const kept = STATE.safeParse(state);
  if (!kept.success) return [id, [{ ...columns, status: 'unreadable', letter: null }]];
  const { due, letter, closedAt = null, ...more } = kept.data;
  const named = letter ?? null;
  // A letter goes before its case does: then there is only the one that the state names.
  const hash = letterHash ?? named?.hash;
  return [
    id,
    [
      { ...columns, letter: named === null || hash === undefined ? null : { id: named.id, hash } },
      { ...more, ...due, closedAt, letter: named },
    ],
  ];
}
