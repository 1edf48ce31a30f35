import { z } from 'zod';
import type { MailboxRepository } from '../application/ports.ts';
import type { Database } from './database.ts';

const ROW = z.object({
  uidValidity: z.string(),
  lastUid: z.bigint().transform(Number),
  lastArrival: z.date().nullable(),
  leftUntil: z.date().nullable(),
});
const READ = z.object({ at: z.date().nullable() });

/** Up to where mailboxes were read. */
export function mailboxRepository(db: Database): MailboxRepository {
  return {
    async place(mailbox) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT "uidValidity", "lastUid", "lastArrival", "leftUntil" FROM "MailboxPlace" WHERE "mailbox" = ${mailbox}`;
      return row === undefined ? undefined : ROW.parse(row);
    },

    async othersRead(mailbox) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT max("lookedAt") AS "at" FROM "MailboxPlace" WHERE "mailbox" <> ${mailbox}`;
      return READ.parse(row).at ?? undefined;
    },

    async looked(mailbox, at) {
      await db.$executeRaw`UPDATE "MailboxPlace" SET "lookedAt" = ${at} WHERE "mailbox" = ${mailbox}`;
    },

    // Two processes may follow one mailbox: the slower one takes nothing back.
    async readTo(mailbox, { uidValidity, lastUid, lastArrival, leftUntil }) {
      await db.$executeRaw`
        INSERT INTO "MailboxPlace" AS p ("mailbox", "uidValidity", "lastUid", "lastArrival", "leftUntil")
        VALUES (${mailbox}, ${uidValidity}, ${lastUid}::bigint, ${lastArrival}, ${leftUntil})
        ON CONFLICT ("mailbox") DO UPDATE SET
          "uidValidity" = excluded."uidValidity",
          "lastUid" = CASE WHEN p."uidValidity" = excluded."uidValidity"
            THEN greatest(p."lastUid", excluded."lastUid") ELSE excluded."lastUid" END,
          "lastArrival" = greatest(p."lastArrival", excluded."lastArrival")`;
    },
  };
}
