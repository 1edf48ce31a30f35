import { z } from 'zod';
import type { RequestRepository } from '../application/ports.ts';
import type { Chain } from '../application/rows.ts';
import type { Remains } from '../request/request-state.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { remains } from './request-state-schema.ts';
import { requestId } from './stored-values.ts';

type RemainsRow = NonNullable<Awaited<ReturnType<RequestRepository['remains']>>>;

const REMAINS_COLUMNS = Prisma.raw(
  '"number", "right", "outcome", "grounds", "recipients", "month", "daysUsed", "onTime"',
);
const REMAINS = z.object({ number: z.string(), ...remains });
const ENTRY = z.object({
  id: requestId,
  number: z.string(),
  ...remains,
  // As they stand: the check of the register has to see what was changed, not refuse to read it.
  right: z.string(),
  outcome: z.string(),
  sequence: z.int(),
  at: z.date(),
  previousHash: z.string(),
  hash: z.string(),
});
const BATCH = 200;

function read(row: unknown): RemainsRow {
  return { ...REMAINS.parse(row), status: 'anonymised' };
}

/** At most `limit`, by the month of their receipt, newest first. */
export async function newestRemains(db: Database, limit: number): Promise<readonly RemainsRow[]> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT ${REMAINS_COLUMNS} FROM "AnonymisedRequest" ORDER BY "month" DESC, "number" LIMIT ${limit}`;
  return rows.map(read);
}

/** Undefined when there is none of this number, or when the request itself is still there. */
export async function remainsOf(db: Database, number: string): Promise<RemainsRow | undefined> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT ${REMAINS_COLUMNS} FROM "AnonymisedRequest" WHERE "number" = ${number}`;
  return row === undefined ? undefined : read(row);
}

/** The last entries of the chains whose other entries are gone, in batches. */
export async function* readRemains(db: Database): AsyncGenerator<Chain> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const found = await db.$queryRaw<unknown[]>`
      SELECT "id", ${REMAINS_COLUMNS}, "sequence", "at", "previousHash", "hash" FROM "AnonymisedRequest"
      WHERE "id" > ${after}::uuid ORDER BY "id" LIMIT ${BATCH}`;
    const rows = found.map((row) => ENTRY.parse(row));
    for (const { id, number, sequence, at, previousHash, hash, ...left } of rows) {
      const event = { type: 'anonymised', ...left } as { readonly type: 'anonymised' } & Remains;
      const entry = { sequence, at, by: 'system', event, previousHash, hash };
      yield { requestId: id, number, begin: { sequence, previousHash }, headHash: hash, events: [entry] };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = last.id;
  }
}
