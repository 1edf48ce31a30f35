import { z } from 'zod';
import type { RequestRepository } from '../application/ports.ts';
import type { LoggedEvent } from '../application/rows.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import type { RequestId } from '../kernel/ids.ts';
import { REQUEST_STATUSES } from '../request/request-state.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { readEventAsItStands } from './request-rows.ts';
import { channel, requestId, right, storedDay } from './stored-values.ts';

type RegisterRows = Awaited<ReturnType<RequestRepository['register']>>;

const REGISTER = z.object({
  number: z.string(),
  right,
  status: z.enum(REQUEST_STATUSES),
  channel,
  receivedDay: storedDay,
  staffDue: storedDay,
  customerDue: storedDay,
  closedAt: z.date().nullable(),
});

/** Newest first. In time is what closed on or before the day that staff had (law.md section 1: staffDue). */
export async function readRegister(db: Database, limit: number): Promise<RegisterRows> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT "number", "right", "status", "channel", "receivedDay", "staffDue", "customerDue", "closedAt"
    FROM "PrivacyRequest" ORDER BY "receivedAt" DESC, "number" LIMIT ${limit}`;
  return rows.map((found) => {
    const { staffDue, closedAt, ...row } = REGISTER.parse(found);
    const closedDay = closedAt === null ? null : amsterdamDay(closedAt);
    return { ...row, closedDay, onTime: closedDay === null ? null : closedDay <= staffDue };
  });
}

export interface Chain {
  readonly requestId: RequestId;
  readonly number: string;
  readonly headHash: string;
  readonly events: readonly LoggedEvent[];
}

const HEAD = z.object({ id: requestId, number: z.string(), headHash: z.string(), createdAt: z.date() });
const OWNER = z.looseObject({ requestId });
const BATCH = 200;

/** All chains, oldest request first, in batches: memory holds a few at a time. */
export async function* readChains(db: Database): AsyncGenerator<Chain> {
  let after = Prisma.empty;
  for (;;) {
    const found = await db.$queryRaw<unknown[]>`
      SELECT "id", "number", "headHash", "createdAt" FROM "PrivacyRequest" ${after}
      ORDER BY "createdAt", "id" LIMIT ${BATCH}`;
    const heads = found.map((row) => HEAD.parse(row));
    const logged = await eventsOf(db, heads);
    for (const { id, number, headHash } of heads)
      yield { requestId: id, number, headHash, events: logged.get(id) ?? [] };
    const last = heads.at(-1);
    if (last === undefined || heads.length < BATCH) return;
    after = Prisma.sql`WHERE ("createdAt", "id") > (${last.createdAt}::timestamptz, ${last.id}::uuid)`;
  }
}

async function eventsOf(
  db: Database,
  heads: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, readonly LoggedEvent[]>> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT "requestId", "sequence", "at", "type", "actor", "data", "previousHash", "hash" FROM "RequestEvent"
    WHERE "requestId" = ANY (${heads.map(({ id }) => id)}::uuid[]) ORDER BY "requestId", "sequence"`;
  const byRequest = new Map<string, LoggedEvent[]>();
  for (const row of rows) {
    const { requestId: owner } = OWNER.parse(row);
    const logged = byRequest.get(owner);
    if (logged === undefined) byRequest.set(owner, [readEventAsItStands(row)]);
    else logged.push(readEventAsItStands(row));
  }
  return byRequest;
}
