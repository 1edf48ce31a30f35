import { z } from 'zod';
import type { RequestRepository } from '../application/ports.ts';
import type { Chain, LoggedEvent } from '../application/rows.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { AT_OPENING } from '../register/event-chain.ts';
import { LIVE_STATUSES } from '../request/request-state.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { newestRemains } from './remains-rows.ts';
import { readEventAsItStands } from './request-rows.ts';
import { channel, requestId, right, storedDay } from './stored-values.ts';

type RegisterRows = Awaited<ReturnType<RequestRepository['register']>>;
type RegisterLine = Exclude<RegisterRows[number], { readonly status: 'anonymised' }>;

const REGISTER = z.object({
  number: z.string(),
  right,
  status: z.enum(LIVE_STATUSES),
  channel,
  receivedDay: storedDay,
  staffDue: storedDay,
  customerDue: storedDay,
  closedAt: z.date().nullable(),
});

/** Newest first; of what was anonymised only the month of its receipt is known, so it stands at the end of that. */
export async function readRegister(db: Database, limit: number): Promise<RegisterRows> {
  const lines = [...(await readLines(db, limit)), ...(await newestRemains(db, limit))];
  return lines.sort((a, b) => compare(dayOf(b), dayOf(a))).slice(0, limit);
}

function dayOf(row: RegisterRows[number]): string {
  return row.status === 'anonymised' ? `${row.month}-00` : row.receivedDay;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** In time is what closed on or before the day that staff had (law.md section 1: staffDue). */
async function readLines(db: Database, limit: number): Promise<readonly RegisterLine[]> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT "number", "right", "status", "channel", "receivedDay", "staffDue", "customerDue", "closedAt"
    FROM "PrivacyRequest" ORDER BY "receivedAt" DESC, "number" LIMIT ${limit}`;
  return rows.map((found) => {
    const { staffDue, closedAt, ...row } = REGISTER.parse(found);
    const closedDay = closedAt === null ? null : amsterdamDay(closedAt);
    return { ...row, closedDay, onTime: closedDay === null ? null : closedDay <= staffDue };
  });
}

const HEAD = z.object({ id: requestId, number: z.string(), headHash: z.string(), createdAt: z.date() });
const OWNER = z.looseObject({ requestId });
const BATCH = 200;

/** The chains of all requests, oldest first, in batches: memory holds a few at a time. */
export async function* readChains(db: Database): AsyncGenerator<Chain> {
  let after = Prisma.empty;
  for (;;) {
    const found = await db.$queryRaw<unknown[]>`
      SELECT "id", "number", "headHash", "createdAt" FROM "PrivacyRequest" ${after}
      ORDER BY "createdAt", "id" LIMIT ${BATCH}`;
    const heads = found.map((row) => HEAD.parse(row));
    const logged = await eventsOf(db, heads);
    for (const { id, number, headHash } of heads)
      yield { requestId: id, number, begin: AT_OPENING, headHash, events: logged.get(id) ?? [] };
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
