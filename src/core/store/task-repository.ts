import { z } from 'zod';
import type { TaskRepository } from '../application/ports.ts';
import type { Database } from './database.ts';
import { first } from './first-rows.ts';
import { Prisma } from './generated/client.ts';
import { storedDay, taskKind } from './stored-values.ts';

type TaskRows = Awaited<ReturnType<TaskRepository['list']>>;

const ROW = z.object({
  id: z.uuid(),
  kind: taskKind,
  requestId: z.uuid().nullable(),
  number: z.string().nullable(),
  conversationId: z.uuid().nullable(),
  createdAt: z.date(),
  dueDay: storedDay,
  doneAt: z.date().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  anonymous: z.boolean(),
});
const LAST = z.object({ at: z.date().nullable() });

/** Of a chat of which nobody is known yet; for `"Task" t`. A call for help is told and shown like work of somebody known. */
const ANONYMOUS = Prisma.sql`(t."kind" <> 'urgent_help' AND coalesce((SELECT c."channel" IN ('web', 'telegram', 'discord') FROM "Conversation" c
    WHERE c."id" = t."conversationId"), false)
  AND NOT coalesce((SELECT bool_or(p."level" > 0) FROM "PrivacyRequest" p
    WHERE p."conversationId" = t."conversationId"), false))`;

/** Work for staff: one open task per key. */
export function taskRepository(db: Database): TaskRepository {
  async function select(rest: Prisma.Sql): Promise<TaskRows> {
    const rows = await db.$queryRaw<unknown[]>`
      SELECT t."id", t."kind", t."requestId", r."number", t."conversationId", t."createdAt", t."dueDay", t."doneAt",
        t."params", ${ANONYMOUS} AS "anonymous"
      FROM "Task" t LEFT JOIN "PrivacyRequest" r ON r."id" = t."requestId" ${rest}`;
    return rows.map((row) => {
      const { anonymous, ...task } = ROW.parse(row);
      return anonymous ? { ...task, anonymous } : task;
    });
  }

  async function close(which: Prisma.Sql, by: string, at: Date): Promise<boolean> {
    const closed = await db.$executeRaw`
      UPDATE "Task" SET "doneAt" = ${at}, "doneBy" = ${by}, "openKey" = NULL WHERE ${which} AND "doneAt" IS NULL`;
    return closed === 1;
  }

  return {
    async add(task) {
      const added = await db.$executeRaw`
        INSERT INTO "Task"
          ("id", "kind", "openKey", "requestId", "conversationId", "dueDay", "params", "createdAt")
        VALUES (${task.id}::uuid, ${task.kind}, ${task.openKey}, ${task.requestId}::uuid,
          ${task.conversationId}::uuid, ${task.dueDay}, ${JSON.stringify(task.params)}::jsonb, ${task.createdAt})
        ON CONFLICT DO NOTHING`;
      return added === 1;
    },

    byId: async (id) => (await select(Prisma.sql`WHERE t."id" = ${id}::uuid`))[0],

    openByKey: async (openKey) => (await select(Prisma.sql`WHERE t."openKey" = ${openKey}`))[0],

    async list(filter, limit) {
      if (filter === 'done')
        return select(Prisma.sql`WHERE t."doneAt" IS NOT NULL ORDER BY t."doneAt" DESC ${first(limit)}`);
      // Strangers' tasks are looked at only when there is room for them: a flood of those delays no list.
      const open = (which: Prisma.Sql, room: number) =>
        select(
          Prisma.sql`WHERE t."doneAt" IS NULL AND ${which} ORDER BY t."dueDay", t."createdAt" ${first(room)}`,
        );
      const known = await open(Prisma.sql`NOT ${ANONYMOUS}`, limit);
      return known.length === limit ? known : [...known, ...(await open(ANONYMOUS, limit - known.length))];
    },

    openOf: (kind, noted) => {
      const has =
        noted === undefined ? Prisma.empty : Prisma.sql`AND coalesce(t."params"->>${noted}, '') <> ''`;
      return select(
        Prisma.sql`WHERE t."kind" = ${kind} AND t."doneAt" IS NULL ${has} ORDER BY t."dueDay", t."createdAt"`,
      );
    },

    ofRequest: (id) => select(Prisma.sql`WHERE t."requestId" = ${id}::uuid ORDER BY t."createdAt", t."id"`),
    async note(id, params) {
      await db.$executeRaw`
        UPDATE "Task" SET "params" = "params" || ${JSON.stringify(params)}::jsonb WHERE "id" = ${id}::uuid`;
    },
    async lastAlarm() {
      // Two at once would both be the first.
      await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('alarms', 0))`;
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT max("alarmedAt") AS "at" FROM "Task"`;
      return LAST.parse(row).at ?? undefined;
    },
    async markAlarmed(id, at) {
      await db.$executeRaw`UPDATE "Task" SET "alarmedAt" = ${at}, "heldAt" = NULL WHERE "id" = ${id}::uuid`;
    },
    async hold(id, at) {
      await db.$executeRaw`UPDATE "Task" SET "heldAt" = ${at} WHERE "id" = ${id}::uuid AND "heldAt" IS NULL`;
    },
    takeHeld: (at) => db.$executeRaw`
      UPDATE "Task" SET "alarmedAt" = ${at}, "heldAt" = NULL WHERE "heldAt" IS NOT NULL AND "doneAt" IS NULL`,
    close: (id, by, at) => close(Prisma.sql`"id" = ${id}::uuid`, by, at),
    closeByKey: (openKey, by, at) => close(Prisma.sql`"openKey" = ${openKey}`, by, at),
  };
}
