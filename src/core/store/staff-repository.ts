import { z } from 'zod';
import type { StaffRepository } from '../application/ports.ts';
import type { StaffRow } from '../application/rows.ts';
import { newId, type StaffId } from '../kernel/ids.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { staffId } from './stored-values.ts';

const ROW = z.object({
  id: staffId,
  email: z.string().nullable(),
  slackUserId: z.string().nullable(),
  name: z.string(),
  owner: z.boolean(),
  active: z.boolean(),
});
const COLUMNS = Prisma.raw('m."id", m."email", m."slackUserId", m."name", m."owner", m."active"');

/** Whoever is no longer active has no session and uses no link. */
export function staffRepository(db: Database): StaffRepository {
  async function one(rows: Promise<readonly unknown[]>): Promise<StaffRow | undefined> {
    const [row] = await rows;
    return row === undefined ? undefined : ROW.parse(row);
  }

  function select(rest: Prisma.Sql): Promise<unknown[]> {
    return db.$queryRaw<unknown[]>`SELECT ${COLUMNS} FROM "StaffMember" m ${rest}`;
  }

  return {
    byId: (id) => one(select(Prisma.sql`WHERE m."id" = ${id}::uuid`)),
    byEmail: (email) => one(select(Prisma.sql`WHERE m."email" = ${email.toLowerCase()}`)),

    async forSlack(userId, name, now) {
      const [row] = await db.$queryRaw<unknown[]>`
        INSERT INTO "StaffMember" AS m ("id", "slackUserId", "name", "createdAt")
        VALUES (${newId<StaffId>()}::uuid, ${userId}, ${name}, ${now})
        ON CONFLICT ("slackUserId") DO UPDATE SET "name" = EXCLUDED."name" RETURNING ${COLUMNS}`;
      return ROW.parse(row);
    },

    // whoever is invited again is active again, and nobody loses being the owner by it
    async add(email, name, owner, now) {
      const [row] = await db.$queryRaw<unknown[]>`
        INSERT INTO "StaffMember" AS m ("id", "email", "name", "owner", "createdAt")
        VALUES (${newId<StaffId>()}::uuid, ${email.toLowerCase()}, ${name}, ${owner}, ${now})
        ON CONFLICT ("email") DO UPDATE SET "active" = true, "owner" = m."owner" OR EXCLUDED."owner"
        RETURNING ${COLUMNS}`;
      return ROW.parse(row);
    },

    async rename(id, name) {
      await db.$executeRaw`UPDATE "StaffMember" SET "name" = ${name} WHERE "id" = ${id}::uuid`;
    },

    all: async () =>
      (await select(Prisma.sql`ORDER BY m."createdAt", m."name"`)).map((row) => ROW.parse(row)),

    async addLink({ tokenHash, staffId: of, createdAt, expiresAt }) {
      await db.$executeRaw`
        INSERT INTO "StaffSignInLink" ("tokenHash", "staffId", "createdAt", "expiresAt")
        VALUES (${tokenHash}, ${of}::uuid, ${createdAt}, ${expiresAt})`;
    },

    countLinks: (of, since) =>
      db.staffSignInLink.count({ where: { staffId: of, createdAt: { gte: since } } }),

    async linkUsable(tokenHash, now) {
      const found = await db.$queryRaw<unknown[]>`
        SELECT 1 FROM "StaffSignInLink" l JOIN "StaffMember" m ON m."id" = l."staffId"
        WHERE l."tokenHash" = ${tokenHash} AND l."usedAt" IS NULL AND l."expiresAt" > ${now} AND m."active"`;
      return found.length > 0;
    },

    useLink: (tokenHash, now) =>
      one(
        db.$queryRaw<unknown[]>`
          UPDATE "StaffSignInLink" l SET "usedAt" = ${now} FROM "StaffMember" m
          WHERE l."tokenHash" = ${tokenHash} AND l."usedAt" IS NULL AND l."expiresAt" > ${now}
            AND m."id" = l."staffId" AND m."active"
          RETURNING ${COLUMNS}`,
      ),

    async addSession({ tokenHash, staffId: of, createdAt, expiresAt }) {
      await db.$executeRaw`
        INSERT INTO "StaffSession" ("tokenHash", "staffId", "createdAt", "expiresAt")
        VALUES (${tokenHash}, ${of}::uuid, ${createdAt}, ${expiresAt})`;
    },

    ofSession: (tokenHash, now) =>
      one(
        select(Prisma.sql`JOIN "StaffSession" s ON s."staffId" = m."id"
          WHERE s."tokenHash" = ${tokenHash} AND s."expiresAt" > ${now} AND m."active"`),
      ),

    async endSession(tokenHash) {
      await db.$executeRaw`DELETE FROM "StaffSession" WHERE "tokenHash" = ${tokenHash}`;
    },
  };
}
