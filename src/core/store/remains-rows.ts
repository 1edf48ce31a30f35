import { z } from 'zod';
import type { RequestRepository } from '../application/ports.ts';
import type { Database } from './database.ts';
import { first } from './first-rows.ts';
import { Prisma } from './generated/client.ts';
import { remains } from './request-state-schema.ts';

type RemainsRow = NonNullable<Awaited<ReturnType<RequestRepository['remains']>>>;

const REMAINS_COLUMNS = Prisma.raw(
  '"number", "right", "outcome", "grounds", "recipients", "month", "daysUsed", "onTime"',
);
const REMAINS = z.object({ number: z.string(), ...remains });

function read(row: unknown): RemainsRow {
  return { ...REMAINS.parse(row), status: 'anonymised' };
}

/** At most `limit`, by the month of their receipt, newest first. */
export async function newestRemains(db: Database, limit: number): Promise<readonly RemainsRow[]> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT ${REMAINS_COLUMNS} FROM "AnonymisedRequest" ORDER BY "month" DESC, "number" ${first(limit)}`;
  return rows.map(read);
}

/** Undefined when there is none of this number, or when the request itself is still there. */
export async function remainsOf(db: Database, number: string): Promise<RemainsRow | undefined> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT ${REMAINS_COLUMNS} FROM "AnonymisedRequest" WHERE "number" = ${number}`;
  return row === undefined ? undefined : read(row);
}
