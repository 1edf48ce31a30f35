import { z } from 'zod';
import type { ConversationRepository } from '../application/ports.ts';
import type { ConversationRow } from '../application/rows.ts';
import { NEW_DIALOGUE } from '../conversation/dialogue-state.ts';
import { type ConversationId, newId } from '../kernel/ids.ts';
import type { Database } from './database.ts';
import { dialogueState } from './dialogue-schema.ts';
import { first } from './first-rows.ts';
import { Prisma } from './generated/client.ts';
import type { LockOrder } from './lock-order.ts';
import { messageRows } from './message-rows.ts';
import { openJson, type Pseudonyms, type SealedColumns, sealJson } from './sealed-columns.ts';
import { channel, conversationId, language, storedBytes } from './stored-values.ts';
import type { MetUnreadable } from './unreadable-rows.ts';

const ROW = z.object({
  id: conversationId,
  channel,
  keyEnc: storedBytes,
  language,
  dialogueEnc: storedBytes,
  noticeVersion: z.string().nullable(),
  humanWantedAt: z.date().nullable(),
  nextSequence: z.int(),
});
const COLUMNS = Prisma.raw(
  '"id", "channel", "keyEnc", "language", "dialogueEnc", "noticeVersion", "humanWantedAt", "nextSequence"',
);
const HEARD = z.object({ id: conversationId, keyEnc: storedBytes, at: z.date() });
const LOOK = z.object({ by: z.string(), at: z.date() });
const BEGUN = z.object({ begun: z.int() });
const DIALOGUE = 'Conversation.dialogueEnc';
const KEY = 'Conversation.keyEnc';

/** Conversations and their transcripts; one turn locks its conversation, so that turns have an order. */
export function conversationRepository(
  db: Database,
  sealed: SealedColumns,
  pseudonyms: Pseudonyms,
  locks: LockOrder,
  unreadable: MetUnreadable,
): ConversationRepository {
  /** A dialogue that does not open begins anew: what the customer writes is never refused for it. */
  function read(found: unknown): ConversationRow {
    const { dialogueEnc, keyEnc, ...row } = ROW.parse(found);
    return {
      ...row,
      key: unreadable.orElse<string | null>(
        () => sealed[KEY].openText(keyEnc, row.id),
        () => null,
      ),
      dialogue: unreadable.orElse<ConversationRow['dialogue']>(
        () => openJson(sealed[DIALOGUE], dialogueState, dialogueEnc, row.id),
        () => NEW_DIALOGUE,
      ),
    };
  }

  async function one(rows: Promise<readonly unknown[]>): Promise<ConversationRow | undefined> {
    const [row] = await rows;
    return row === undefined ? undefined : read(row);
  }

  return {
    async lock(name, key, spoken, now) {
      const id = newId<ConversationId>();
      const [lookup, ...before] = pseudonyms('Conversation.key', key);
      if (before.length > 0)
        await db.$executeRaw`
          UPDATE "Conversation" SET "key" = ${lookup} WHERE "channel" = ${name} AND "key" = ANY (${before})`;
      // The update changes nothing: it takes the lock of a row that exists, and no index has to follow.
      const rows = await db.$queryRaw<unknown[]>`
        INSERT INTO "Conversation"
          ("id", "channel", "key", "keyEnc", "language", "dialogueEnc", "createdAt", "lastAt")
        VALUES (${id}::uuid, ${name}, ${lookup}, ${sealed[KEY].seal(key, id)}, ${spoken},
          ${sealJson(sealed[DIALOGUE], NEW_DIALOGUE, id)}, ${now}, ${now})
        ON CONFLICT ("channel", "key") DO UPDATE SET "language" = "Conversation"."language"
        RETURNING ${COLUMNS}`;
      const locked = read(rows[0]);
      if (locked.id === id) locks.holds(id);
      else locks.conversation(locked.id);
      return locked;
    },

    byKey: (name, key) =>
      one(
        db.$queryRaw<unknown[]>`
          SELECT ${COLUMNS} FROM "Conversation"
          WHERE "channel" = ${name} AND "key" = ANY (${[...pseudonyms('Conversation.key', key)]})`,
      ),

    byId: (id) =>
      one(db.$queryRaw<unknown[]>`SELECT ${COLUMNS} FROM "Conversation" WHERE "id" = ${id}::uuid`),

    async withoutRequest(since, limit) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT ${COLUMNS} FROM "Conversation" WHERE NOT "hasRequest" AND "lastAt" >= ${since}
        ORDER BY "lastAt" DESC ${first(limit)}`;
      return rows.map(read);
    },

    async heardOn(name) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT c."id", c."keyEnc", coalesce(max(m."at"), c."lastAt") AS "at"
        FROM "Conversation" c LEFT JOIN "Message" m ON m."conversationId" = c."id" AND m."direction" = 'in'
        WHERE c."channel" = ${name} GROUP BY c."id"`;
      return rows.flatMap((row) => {
        const { id, keyEnc, at } = HEARD.parse(row);
        const key = unreadable.orElse<string | null>(
          () => sealed[KEY].openText(keyEnc, id),
          () => null,
        );
        return key === null ? [] : [{ key, at }];
      });
    },

    async begunFrom(ipHash, id, since) {
      // Two at once would both see room.
      await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${ipHash}, 0))`;
      await db.$executeRaw`UPDATE "Conversation" SET "ipHash" = ${ipHash} WHERE "id" = ${id}::uuid`;
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT count(*)::int AS "begun" FROM "Conversation" WHERE "ipHash" = ${ipHash} AND "createdAt" > ${since}`;
      return BEGUN.parse(row).begun;
    },

    async forget(id) {
      await db.$executeRaw`DELETE FROM "Conversation" WHERE "id" = ${id}::uuid AND "nextSequence" = 1`;
    },

    async lockById(id) {
      locks.conversation(id);
      return one(
        db.$queryRaw<unknown[]>`SELECT ${COLUMNS} FROM "Conversation" WHERE "id" = ${id}::uuid FOR UPDATE`,
      );
    },

    async setReturn(id, hash) {
      await db.$executeRaw`UPDATE "Conversation" SET "returnHash" = ${hash} WHERE "id" = ${id}::uuid`;
    },

    byReturn: (hash) =>
      one(db.$queryRaw<unknown[]>`SELECT ${COLUMNS} FROM "Conversation" WHERE "returnHash" = ${hash}`),

    async hasReturn(id) {
      const found = await db.$queryRaw<unknown[]>`
        SELECT 1 FROM "Conversation" WHERE "id" = ${id}::uuid AND "returnHash" IS NOT NULL`;
      return found.length > 0;
    },

    async noteLooks(ids, { by, at }, since) {
      await db.$executeRaw`
        INSERT INTO "ConversationLook" ("conversationId", "by", "at")
        SELECT c."id", ${by}, ${at} FROM "Conversation" c WHERE c."id" = ANY (${[...ids]}::uuid[]) AND NOT EXISTS (
          SELECT 1 FROM "ConversationLook" l
          WHERE l."conversationId" = c."id" AND l."by" = ${by} AND l."at" > ${since})
        ON CONFLICT DO NOTHING`;
    },

    async looks(id) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "by", "at" FROM "ConversationLook" WHERE "conversationId" = ${id}::uuid ORDER BY "at", "by"`;
      return rows.map((row) => LOOK.parse(row));
    },

    async save(id, change) {
      const set: Prisma.Sql[] = [];
      if (change.dialogue !== undefined)
        set.push(Prisma.sql`"dialogueEnc" = ${sealJson(sealed[DIALOGUE], change.dialogue, id)}`);
      if (change.language !== undefined) set.push(Prisma.sql`"language" = ${change.language}`);
      if (change.notice !== undefined)
        set.push(Prisma.sql`"noticeVersion" = ${change.notice.version}, "noticeAt" = ${change.notice.at}`);
      if (change.humanWantedAt !== undefined) set.push(Prisma.sql`"humanWantedAt" = ${change.humanWantedAt}`);
      if (change.nextSequence !== undefined) set.push(Prisma.sql`"nextSequence" = ${change.nextSequence}`);
      if (change.movedTo !== undefined) {
        const [lookup] = pseudonyms('Conversation.key', change.movedTo);
        set.push(Prisma.sql`"key" = ${lookup}, "keyEnc" = ${sealed[KEY].seal(change.movedTo, id)}`);
      }
      if (change.lastAt !== undefined) set.push(Prisma.sql`"lastAt" = ${change.lastAt}`);
      if (set.length === 0) return;
      await db.$executeRaw`UPDATE "Conversation" SET ${Prisma.join(set)} WHERE "id" = ${id}::uuid`;
    },

    ...messageRows(db, sealed, pseudonyms, unreadable),
  };
}
