import { z } from 'zod';
import type { ConversationRepository } from '../application/ports.ts';
import type { MessageContent, MessageRow } from '../application/rows.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { messageContent } from './message-schema.ts';
import { openJson, type Pseudonyms, type SealedColumns, sealJson } from './sealed-columns.ts';
import { conversationId, requestId, storedBytes } from './stored-values.ts';
import type { MetUnreadable } from './unreadable-rows.ts';
import { CONVERSATION_CHANGED } from './watch-conversations.ts';

type Messages = Pick<
  ConversationRepository,
  | 'addInbound'
  | 'seen'
  | 'addOutbound'
  | 'waitingMessages'
  | 'message'
  | 'transcript'
  | 'sentAs'
  | 'markMessage'
>;

const ROW = z.object({
  id: z.uuid(),
  conversationId,
  sequence: z.int(),
  at: z.date(),
  contentEnc: storedBytes,
  status: z.enum(['stored', 'queued', 'sent', 'shown', 'failed']),
  requestId: requestId.nullable(),
});
const WAITING = ROW.pick({ id: true });
const COLUMNS = Prisma.raw('"id", "conversationId", "sequence", "at", "contentEnc", "status", "requestId"');
const CONTENT = 'Message.contentEnc';
const EXTERNAL_ID = 'Message.externalIdEnc';
const INBOUND_KEY = 'Message.inboundKey';
const EXTERNAL_KEY = 'Message.externalKey';

/** The transcript of conversations. Who watches one is told when the transaction commits. */
export function messageRows(
  db: Database,
  sealed: SealedColumns,
  pseudonyms: Pseudonyms,
  unreadable: MetUnreadable,
): Messages {
  function read(found: unknown): MessageRow {
    const { contentEnc, ...row } = ROW.parse(found);
    const content = unreadable.orElse<MessageContent>(
      () => openJson(sealed[CONTENT], messageContent, contentEnc, row.id),
      () => ({ from: 'desk', message: { kind: 'unreadable' } }),
    );
    return { ...row, content };
  }

  /** One statement that adds and announces; answers how many were added. */
  function add(rows: Prisma.Sql): Promise<number> {
    return db.$executeRaw`
      WITH added AS (
        INSERT INTO "Message"
          ("id", "conversationId", "sequence", "direction", "inboundKey", "at", "contentEnc", "status", "requestId")
        VALUES ${rows}
        ON CONFLICT ("inboundKey") DO NOTHING
        RETURNING "conversationId"
      )
      SELECT 1 FROM added, pg_notify(${CONVERSATION_CHANGED}, added."conversationId"::text)`;
  }

  async function seen(keys: readonly string[]): Promise<boolean> {
    const found = await db.$queryRaw<unknown[]>`
      SELECT 1 FROM "Message" WHERE "inboundKey" = ANY (${[...keys]}) LIMIT 1`;
    return found.length > 0;
  }

  return {
    async addInbound(message) {
      const [inboundKey, ...before] = pseudonyms(INBOUND_KEY, message.inboundKey);
      if (before.length > 0 && (await seen(before))) return false;
      const { text, leftOut = [] } = message;
      const content: MessageContent = {
        from: 'customer',
        text,
        ...(leftOut.length === 0 ? {} : { leftOut }),
      };
      const added = await add(Prisma.sql`
        (${message.id}::uuid, ${message.conversationId}::uuid, ${message.sequence}::int, 'in', ${inboundKey},
          ${message.at}::timestamptz, ${sealJson(sealed[CONTENT], content, message.id)}::bytea, 'stored', NULL)`);
      return added === 1;
    },

    seen: (inboundKey) => seen(pseudonyms(INBOUND_KEY, inboundKey)),

    async addOutbound(messages) {
      if (messages.length === 0) return;
      const rows = messages.map(
        ({ id, conversationId: of, sequence, at, message, status, requestId: about }) => {
          const content: MessageContent = { from: 'desk', message };
          return Prisma.sql`
          (${id}::uuid, ${of}::uuid, ${sequence}::int, 'out', NULL, ${at}::timestamptz,
            ${sealJson(sealed[CONTENT], content, id)}::bytea, ${status}, ${about}::uuid)`;
        },
      );
      await add(Prisma.join(rows));
    },

    async waitingMessages() {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "id" FROM "Message" WHERE "status" = 'queued' ORDER BY "conversationId", "sequence"`;
      return rows.map((row) => WAITING.parse(row).id);
    },

    async message(id) {
      const [row] = await db.$queryRaw<unknown[]>`SELECT ${COLUMNS} FROM "Message" WHERE "id" = ${id}::uuid`;
      return row === undefined ? undefined : read(row);
    },

    async transcript(id, after) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT ${COLUMNS} FROM "Message" WHERE "conversationId" = ${id}::uuid AND "sequence" > ${after}
        ORDER BY "sequence"`;
      return rows.map(read);
    },

    async sentAs(externalId) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT ${COLUMNS} FROM "Message" WHERE "status" IN ('queued', 'sent')
          AND "externalKey" = ANY (${[...pseudonyms(EXTERNAL_KEY, externalId)]}) ORDER BY "sequence"`;
      return rows.map(read);
    },

    async markMessage(id, status, { externalId, failure }) {
      const sealedId = externalId === undefined ? null : sealed[EXTERNAL_ID].seal(externalId, id);
      const key = externalId === undefined ? null : pseudonyms(EXTERNAL_KEY, externalId)[0];
      await db.$executeRaw`
        UPDATE "Message" SET "status" = ${status}, "externalIdEnc" = ${sealedId}, "externalKey" = ${key},
          "failure" = ${failure ?? null}
        WHERE "id" = ${id}::uuid AND "direction" = 'out' AND ("status" <> 'failed' OR ${status} = 'failed')`;
    },
  };
}
