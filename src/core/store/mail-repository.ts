import { z } from 'zod';
import type { MailRepository } from '../application/ports.ts';
import type { MailRow } from '../application/rows.ts';
import type { Database } from './database.ts';
import { caughtContent, mailContent } from './mail-schema.ts';
import { openJson, type SealedColumns, sealJson } from './sealed-columns.ts';
import { challengeId, letterId, requestId, storedBytes } from './stored-values.ts';
import type { MetUnreadable } from './unreadable-rows.ts';

const ROW = z.object({
  id: z.uuid(),
  kind: z.string(),
  status: z.enum(['queued', 'sent', 'failed']),
  contentEnc: storedBytes.nullable(),
  createdAt: z.date(),
  delayToldAt: z.date().nullable(),
  requestId: requestId.nullable(),
  challengeId: challengeId.nullable(),
  letterId: letterId.nullable(),
});
const WAITING = ROW.pick({ id: true, requestId: true, letterId: true });
const SENT = z.object({
  kind: z.string(),
  status: z.enum(['queued', 'sent', 'failed']),
  createdAt: z.date(),
  acceptedAt: z.date().nullable(),
  failure: z.string().nullable(),
  letterId: z.string().nullable(),
});
const CAUGHT_ROW = z.object({ id: z.string(), at: z.date(), contentEnc: storedBytes });
type CaughtMail = Awaited<ReturnType<MailRepository['caught']>>[number];

const CONTENT = 'OutboundMail.contentEnc';
const CAUGHT = 'CaughtMail.contentEnc';

/** Outgoing mail while it waits, and what became of it; in demo mode the caught ones. */
export function mailRepository(
  db: Database,
  sealed: SealedColumns,
  unreadable: MetUnreadable,
): MailRepository {
  return {
    async add({ id, content, createdAt, ...of }) {
      await db.$executeRaw`
        INSERT INTO "OutboundMail"
          ("id", "kind", "contentEnc", "status", "createdAt", "requestId", "challengeId", "letterId")
        VALUES (${id}::uuid, ${content.kind}, ${sealJson(sealed[CONTENT], content, id)}, 'queued', ${createdAt},
          ${of.requestId}::uuid, ${of.challengeId}::uuid, ${of.letterId}::uuid)`;
    },

    async byId(id): Promise<MailRow | undefined> {
      const [found] = await db.$queryRaw<unknown[]>`
        SELECT "id", "kind", "status", "contentEnc", "createdAt", "delayToldAt", "requestId", "challengeId", "letterId"
        FROM "OutboundMail"
        WHERE "id" = ${id}::uuid`;
      if (found === undefined) return undefined;
      const { contentEnc, ...row } = ROW.parse(found);
      return unreadable.orElse<MailRow>(
        () => ({
          ...row,
          content: contentEnc === null ? null : openJson(sealed[CONTENT], mailContent, contentEnc, row.id),
        }),
        () => ({ ...row, content: null, unreadable: true }),
      );
    },

    async about(request) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "kind", "status", "createdAt", "acceptedAt", "failure", "letterId" FROM "OutboundMail"
        WHERE "requestId" = ${request}::uuid ORDER BY "createdAt", "id"`;
      return rows.map((row) => SENT.parse(row));
    },

    async waitsFor(letter) {
      const found = await db.$queryRaw<unknown[]>`
        SELECT 1 FROM "OutboundMail" WHERE "letterId" = ${letter}::uuid AND "kind" = 'answer'
          AND "status" IN ('queued', 'sent') LIMIT 1`;
      return found.length > 0;
    },

    async waitingLetters() {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "id", "requestId", "letterId" FROM "OutboundMail"
        WHERE "status" = 'queued' AND "kind" IN ('answer', 'announcement', 'term_letter') ORDER BY "id"`;
      return rows.map((row) => WAITING.parse(row));
    },

    async markBounced(id) {
      await db.$executeRaw`
        UPDATE "OutboundMail" SET "status" = 'failed', "failure" = 'bounced'
        WHERE "letterId" = ${id}::uuid AND "kind" IN ('answer', 'term_letter') AND "status" = 'sent'`;
    },

    async markDelayTold(id, at) {
      await db.$executeRaw`
        UPDATE "OutboundMail" SET "delayToldAt" = ${at} WHERE "id" = ${id}::uuid AND "status" = 'queued'`;
    },

    async delayTold(request) {
      const found = await db.$queryRaw<unknown[]>`
        SELECT 1 FROM "OutboundMail" WHERE "requestId" = ${request}::uuid AND "status" = 'queued'
          AND "delayToldAt" IS NOT NULL LIMIT 1`;
      return found.length > 0;
    },

    async markSent(id, at, messageId) {
      await db.$executeRaw`
        UPDATE "OutboundMail" SET "status" = 'sent', "acceptedAt" = ${at}, "messageId" = ${messageId},
          "contentEnc" = NULL WHERE "id" = ${id}::uuid`;
    },

    // a failed mail is never tried again, so its code or link is not kept either
    async markFailed(id, failure) {
      await db.$executeRaw`
        UPDATE "OutboundMail" SET "status" = 'failed', "failure" = ${failure}, "contentEnc" = NULL
        WHERE "id" = ${id}::uuid`;
    },

    async keepCaught({ id, at, ...content }) {
      await db.$executeRaw`
        INSERT INTO "CaughtMail" ("id", "at", "contentEnc")
        VALUES (${id}::uuid, ${at}, ${sealJson(sealed[CAUGHT], content, id)})
        ON CONFLICT ("id") DO NOTHING`;
    },

    async caught(limit) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "id", "at", "contentEnc" FROM "CaughtMail" ORDER BY "at" DESC, "id" LIMIT ${limit}`;
      return rows.map((found) => {
        const { id, at, contentEnc } = CAUGHT_ROW.parse(found);
        return unreadable.orElse<CaughtMail>(
          () => ({ id, at, ...openJson(sealed[CAUGHT], caughtContent, contentEnc, id) }),
          () => ({ id, at, to: '', subject: '', text: '', html: '', unreadable: true }),
        );
      });
    },
  };
}
