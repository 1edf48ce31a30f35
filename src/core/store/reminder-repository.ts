import { z } from 'zod';
import type { ReminderRepository } from '../application/ports.ts';
import type { RequestRow } from '../application/rows.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import type { LockOrder } from './lock-order.ts';
import { OPEN } from './request-lists.ts';
import { REQUEST_COLUMNS, readRequest } from './request-rows.ts';
import type { SealedColumns } from './sealed-columns.ts';
import { requestId, storedDay } from './stored-values.ts';
import type { MetUnreadable } from './unreadable-rows.ts';

const ID = z.object({ id: requestId });
const ENTRY = z.object({ term: storedDay, step: z.string() });
const DATED = z.object({ id: requestId, staffDue: storedDay });

/** The ledger of reminders, and the days on which requests are looked at for them. */
export function reminderRepository(
  db: Database,
  sealed: SealedColumns,
  locks: LockOrder,
  unreadable: MetUnreadable,
): ReminderRepository {
  async function requests(rest: Prisma.Sql): Promise<readonly RequestRow[]> {
    const rows = await db.$queryRaw<unknown[]>`SELECT ${REQUEST_COLUMNS} FROM "PrivacyRequest" r ${rest}`;
    return rows.map((row) => readRequest(sealed, row, unreadable));
  }

  return {
    // Locked by ascending id, as everywhere; what another process looked at meanwhile no longer fits the condition.
    async staffOwed(today, limit) {
      const found = await requests(Prisma.sql`
        WHERE r."remindStaffOn" <= ${today} AND r."id" IN (
          SELECT o."id" FROM "PrivacyRequest" o
          WHERE o."remindStaffOn" <= ${today} ORDER BY o."remindStaffOn", o."id" LIMIT ${limit})
        ORDER BY r."id" FOR UPDATE OF r`);
      for (const { id } of found) locks.request(id);
      return found;
    },

    async customerOwed(today, after, limit) {
      const further = after === null ? Prisma.empty : Prisma.sql`AND r."id" > ${after}::uuid`;
      // What is owed first: else PostgreSQL walks all requests in the order of their ids until it met enough that are.
      const rows = await db.$queryRaw<unknown[]>`
        WITH owed AS MATERIALIZED (SELECT "id" FROM "PrivacyRequest" WHERE "tellCustomerOn" <= ${today})
        SELECT r."id" FROM owed r WHERE true ${further} ORDER BY r."id" LIMIT ${limit}`;
      return rows.map((row) => ID.parse(row).id);
    },

    async ledger(id) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "term", "step" FROM "Reminder" WHERE "requestId" = ${id}::uuid`;
      const ledger = new Map<CalendarDay, Set<string>>();
      for (const row of rows) {
        const { term, step } = ENTRY.parse(row);
        ledger.set(term, (ledger.get(term) ?? new Set()).add(step));
      }
      return ledger;
    },

    async enter(id, term, steps, batch, now) {
      const rows = steps.map((step) => Prisma.sql`(${id}::uuid, ${term}, ${step}, ${batch}::uuid, ${now})`);
      await db.$executeRaw`
        INSERT INTO "Reminder" ("requestId", "term", "step", "batch", "at") VALUES ${Prisma.join(rows)}`;
    },

    async lookAgain(id, day) {
      const change =
        'staff' in day
          ? Prisma.sql`"remindStaffOn" = ${day.staff}`
          : Prisma.sql`"tellCustomerOn" = ${day.customer}`;
      await db.$executeRaw`UPDATE "PrivacyRequest" SET ${change} WHERE "id" = ${id}::uuid`;
    },

    async enterDigest(day) {
      await db.$executeRaw`DELETE FROM "StaffDigest" WHERE "day" < ${day}`;
      const entered = await db.$executeRaw`
        INSERT INTO "StaffDigest" ("day") VALUES (${day}) ON CONFLICT DO NOTHING`;
      return entered === 1;
    },

    digestTold: async (day) => (await db.staffDigest.count({ where: { day, toldAt: { not: null } } })) > 0,

    async markDigestTold(day, at) {
      await db.$executeRaw`UPDATE "StaffDigest" SET "toldAt" = ${at} WHERE "day" = ${day}`;
    },

    async openUntil(until, after, limit) {
      const further =
        after === null
          ? Prisma.empty
          : Prisma.sql`AND (r."staffDue", r."id") > (${after.staffDue}, ${after.id}::uuid)`;
      const rows = await db.$queryRaw<unknown[]>`
        SELECT r."id", r."staffDue" FROM "PrivacyRequest" r
        WHERE ${OPEN} AND r."staffDue" <= ${until} ${further} ORDER BY r."staffDue", r."id" LIMIT ${limit}`;
      return rows.map((row) => DATED.parse(row));
    },

    // Ten working days never take three weeks; the date of a request never comes before them.
    async lateComplaints(limit) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT r."id" FROM "PrivacyRequest" r
        WHERE ${OPEN} AND r."right" = 'complaint' AND r."staffDue"::date > r."receivedDay"::date + 21
        ORDER BY r."id" LIMIT ${limit}`;
      return rows.map((row) => ID.parse(row).id);
    },
  };
}
