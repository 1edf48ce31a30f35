import { z } from 'zod';
import type { RequestRepository } from '../application/ports.ts';
import { closedInTime } from '../deadline/refusal-term.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { LIVE_STATUSES } from '../request/request-state.ts';
import type { Database } from './database.ts';
import { first } from './first-rows.ts';
import { newestRemains } from './remains-rows.ts';
import { channel, right, storedDay } from './stored-values.ts';

type RegisterRows = Awaited<ReturnType<RequestRepository['register']>>;
type RegisterLine = Exclude<RegisterRows[number], { readonly status: 'anonymised' }>;

const REGISTER = z.object({
  number: z.string(),
  right,
  status: z.enum(LIVE_STATUSES),
  channel,
  receivedDay: storedDay,
  staffDue: storedDay,
  legalDue: storedDay.nullable(),
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
    SELECT "number", "right", "status", "channel", "receivedDay", "staffDue", "legalDue", "customerDue", "closedAt"
    FROM "PrivacyRequest" ORDER BY "receivedAt" DESC, "number" ${first(limit)}`;
  return rows.map((found) => {
    const { staffDue, legalDue, closedAt, ...row } = REGISTER.parse(found);
    const closedDay = closedAt === null ? null : amsterdamDay(closedAt);
    const term = { staffDue, legalDue };
    const onTime = closedDay === null ? null : closedInTime(term, closedDay, row.status === 'refused');
    return { ...row, closedDay, onTime };
  });
}
