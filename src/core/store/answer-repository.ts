import { z } from 'zod';
import type { AnswerRepository } from '../application/ports.ts';
import type { LetterRow } from '../application/rows.ts';
import { NOTICE_KINDS } from '../request/notice.ts';
import { changePlan } from './change-repository.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { letterInput, renderedLetter } from './letter-schema.ts';
import { openJson, type SealedColumns, sealJson } from './sealed-columns.ts';
import { letterId, letterKind, requestId, storedBytes } from './stored-values.ts';

const LETTER = z.object({
  id: letterId,
  requestId,
  version: z.int(),
  kind: letterKind,
  hash: z.string(),
  bodyEnc: storedBytes,
  inputEnc: storedBytes,
  reasonEnc: storedBytes.nullable(),
  postedToEnc: storedBytes.nullable(),
  changesEnc: storedBytes.nullable(),
  createdAt: z.date(),
});
const LETTER_COLUMNS = Prisma.raw(
  '"id", "requestId", "version", "kind", "hash", "bodyEnc", "inputEnc", "reasonEnc", "postedToEnc", "changesEnc", "createdAt"',
);
const LINK = z.object({
  tokenHash: z.string(),
  requestId,
  letterId: letterId.nullable(),
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  openedAt: z.date().nullable(),
  downloadedAt: z.date().nullable(),
});
const LINK_COLUMNS = Prisma.raw(
  '"tokenHash", "requestId", "letterId", "createdAt", "expiresAt", "revokedAt", "openedAt", "downloadedAt"',
);
const BODY = 'Letter.bodyEnc';
const INPUT = 'Letter.inputEnc';
const REASON = 'Letter.reasonEnc';
const POSTED_TO = 'Letter.postedToEnc';
const CHANGES = 'Letter.changesEnc';

/** Letters word for word, and the links to them; what happens to a link keeps its first time. */
export function answerRepository(db: Database, sealed: SealedColumns): AnswerRepository {
  async function one(rest: Prisma.Sql): Promise<LetterRow | undefined> {
    const [found] = await db.$queryRaw<unknown[]>`SELECT ${LETTER_COLUMNS} FROM "Letter" ${rest}`;
    if (found === undefined) return undefined;
    const { bodyEnc, inputEnc, reasonEnc, postedToEnc, changesEnc, ...row } = LETTER.parse(found);
    return {
      ...row,
      body: openJson(sealed[BODY], renderedLetter, bodyEnc, row.id),
      input: openJson(sealed[INPUT], letterInput, inputEnc, row.id),
      reason: reasonEnc === null ? '' : sealed[REASON].openText(reasonEnc, row.id),
      postedTo: postedToEnc === null ? '' : sealed[POSTED_TO].openText(postedToEnc, row.id),
      ...(changesEnc === null ? {} : { changes: openJson(sealed[CHANGES], changePlan, changesEnc, row.id) }),
    };
  }

  return {
    async addLetter({ id, body, input, reason, postedTo, changes, ...row }) {
      await db.$executeRaw`
        INSERT INTO "Letter" (${LETTER_COLUMNS})
        VALUES (${id}::uuid, ${row.requestId}::uuid,
          (SELECT coalesce(max("version"), 0) + 1 FROM "Letter" WHERE "requestId" = ${row.requestId}::uuid),
          ${row.kind}, ${row.hash},
          ${sealJson(sealed[BODY], body, id)}, ${sealJson(sealed[INPUT], input, id)},
          ${reason === '' ? null : sealed[REASON].seal(reason, id)},
          ${postedTo === '' ? null : sealed[POSTED_TO].seal(postedTo, id)},
          ${changes === undefined ? null : sealJson(sealed[CHANGES], changes, id)}, ${row.createdAt})`;
    },

    async keepReason(id, reason) {
      await db.$executeRaw`
        UPDATE "Letter" SET "reasonEnc" = ${sealed[REASON].seal(reason, id)} WHERE "id" = ${id}::uuid`;
    },

    async keepPostedTo(id, address) {
      await db.$executeRaw`
        UPDATE "Letter" SET "postedToEnc" = ${sealed[POSTED_TO].seal(address, id)} WHERE "id" = ${id}::uuid`;
    },

    letter: (id) => one(Prisma.sql`WHERE "id" = ${id}::uuid`),
    latestLetter: (id) =>
      one(Prisma.sql`
        WHERE "requestId" = ${id}::uuid AND "kind" <> ALL(${[...NOTICE_KINDS]}::text[])
        ORDER BY "version" DESC LIMIT 1`),

    async addLink(link) {
      await db.$executeRaw`
        INSERT INTO "RequestLink" ("tokenHash", "requestId", "letterId", "createdAt", "expiresAt", "revokedAt")
        VALUES (${link.tokenHash}, ${link.requestId}::uuid, ${link.letterId}::uuid, ${link.createdAt},
          ${link.expiresAt}, ${link.revokedAt})`;
    },

    async revokeLinks(id, at) {
      await db.$executeRaw`
        UPDATE "RequestLink" SET "revokedAt" = ${at} WHERE "requestId" = ${id}::uuid AND "revokedAt" IS NULL`;
      await db.$executeRaw`
        UPDATE "Transmission" SET "revokedAt" = ${at} WHERE "requestId" = ${id}::uuid AND "revokedAt" IS NULL`;
    },

    async revokeAllLinks(at) {
      await db.$executeRaw`UPDATE "RequestLink" SET "revokedAt" = ${at} WHERE "revokedAt" IS NULL`;
      await db.$executeRaw`UPDATE "Transmission" SET "revokedAt" = ${at} WHERE "revokedAt" IS NULL`;
    },

    async link(tokenHash) {
      const [found] = await db.$queryRaw<unknown[]>`
        SELECT ${LINK_COLUMNS} FROM "RequestLink" WHERE "tokenHash" = ${tokenHash}`;
      return found === undefined ? undefined : LINK.parse(found);
    },

    async holdsRecords(id) {
      const found = await db.$queryRaw<unknown[]>`
        SELECT 1 FROM "PrivacyRequest" WHERE "id" = ${id}::uuid AND "hasRecords"`;
      return found.length > 0;
    },

    async links(id) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT ${LINK_COLUMNS} FROM "RequestLink" WHERE "requestId" = ${id}::uuid`;
      return rows.map((row) => LINK.parse(row));
    },

    // the first time counts: reminders go by it, and a revoked link stays revoked
    async markLink(tokenHash, { openedAt = null, expiresAt = null, downloadedAt = null, revokedAt = null }) {
      await db.$executeRaw`
        UPDATE "RequestLink" SET "openedAt" = coalesce("openedAt", ${openedAt}),
          "expiresAt" = coalesce("expiresAt", ${expiresAt}),
          "downloadedAt" = coalesce("downloadedAt", ${downloadedAt}), "revokedAt" = coalesce("revokedAt", ${revokedAt})
        WHERE "tokenHash" = ${tokenHash}`;
    },
  };
}
