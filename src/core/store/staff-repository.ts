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
  configured: z.boolean(),
  removedAt: z.date().nullable(),
  removedBy: z.string().nullable(),
});
/** As goesOnAs reads it. */
const SAME = 'same:';
const PAIR = z.object({ slack: staffId, desk: staffId });
const USER = z.object({ userId: z.string() });
const COLUMNS = Prisma.raw(
  Object.keys(ROW.shape)
    .map((column) => `m."${column}"`)
    .join(', '),
);

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
    async administer() {
      await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('staff', 0))`;
    },

    byId: (id) => one(select(Prisma.sql`WHERE m."id" = ${id}::uuid`)),
    byEmail: (email) => one(select(Prisma.sql`WHERE m."email" = ${email.toLowerCase()}`)),

    acting: (id) => one(select(Prisma.sql`WHERE m."id" = ${id}::uuid AND m."active" FOR SHARE`)),
    async actingInSlack(userId, name, email) {
      // Before the row is held: who holds it together with another click could not change it.
      await db.$executeRaw`
        UPDATE "StaffMember" SET "name" = ${name}
        WHERE "slackUserId" = ${userId} AND "email" IS NULL AND "active" AND "name" <> ${name}`;
      return one(
        select(Prisma.sql`
          WHERE m."slackUserId" = ${userId} AND m."active" AND NOT EXISTS (
            SELECT 1 FROM "StaffMember" d
            WHERE d."email" = ${email?.toLowerCase() ?? null} AND NOT d."active" AND d."removedBy" <> 'config')
          FOR SHARE OF m`),
      );
    },

    async twoOfOne(userId, email) {
      const [pair] = await db.$queryRaw<unknown[]>`
        SELECT s."id" AS "slack", d."id" AS "desk" FROM "StaffMember" s, "StaffMember" d
        WHERE s."slackUserId" = ${userId} AND s."email" IS NULL AND s."active"
          AND d."email" = ${email.toLowerCase()} AND d."active"`;
      return pair === undefined ? undefined : PAIR.parse(pair);
    },

    // A row without any way in is not stored: the old one keeps a word that no user of Slack has.
    async link(slack, desk) {
      const [freed] = await db.$queryRaw<unknown[]>`
        UPDATE "StaffMember" m
        SET "slackUserId" = ${`${SAME}${slack}`}, "active" = false, "owner" = false,
          "removedBy" = ${`${SAME}${desk}`}, "removedAt" = m."createdAt"
        FROM "StaffMember" old WHERE m."id" = ${slack}::uuid AND old."id" = m."id" AND m."active"
        RETURNING old."slackUserId" AS "userId"`;
      if (freed === undefined) return;
      await db.$executeRaw`
        UPDATE "StaffMember" SET "slackUserId" = ${USER.parse(freed).userId} WHERE "id" = ${desk}::uuid`;
    },

    async add(member, now) {
      const [row] = await db.$queryRaw<unknown[]>`
        INSERT INTO "StaffMember" AS m
          ("id", "email", "slackUserId", "name", "owner", "configured", "createdAt")
        VALUES (${newId<StaffId>()}::uuid, ${member.email?.toLowerCase() ?? null}, ${member.slackUserId},
          ${member.name}, ${member.owner}, ${member.configured}, ${now})
        RETURNING ${COLUMNS}`;
      return ROW.parse(row);
    },

    async rename(id, name) {
      await db.$executeRaw`UPDATE "StaffMember" SET "name" = ${name} WHERE "id" = ${id}::uuid`;
    },

    async makeOwner(id) {
      await db.$executeRaw`UPDATE "StaffMember" SET "owner" = true WHERE "id" = ${id}::uuid`;
    },

    // Who leaves is no owner any more: coming back does not bring that back. The settings name address and Slack user
    // each for itself; whom a person removes is out as both.
    async remove(id, by, at) {
      await db.$executeRaw`
        UPDATE "StaffMember" SET "active" = false, "owner" = false, "removedAt" = ${at}, "removedBy" = ${by},
          "slackUserId" = CASE WHEN ${by} = 'config' AND "email" IS NOT NULL THEN NULL ELSE "slackUserId" END
        WHERE "id" = ${id}::uuid AND "active"`;
      await db.$executeRaw`DELETE FROM "StaffSession" WHERE "staffId" = ${id}::uuid`;
      await db.$executeRaw`DELETE FROM "StaffSignInLink" WHERE "staffId" = ${id}::uuid AND "usedAt" IS NULL`;
    },

    async readmit(id, configured) {
      await db.$executeRaw`
        UPDATE "StaffMember" SET "active" = true, "configured" = ${configured}, "removedAt" = NULL,
          "removedBy" = NULL
        WHERE "id" = ${id}::uuid`;
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
