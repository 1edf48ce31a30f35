import { z } from 'zod';
import type { ChallengeRepository } from '../application/ports.ts';
import type { ChallengeRow } from '../application/rows.ts';
import { codeCounts } from './code-counts.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import type { SealedColumns } from './sealed-columns.ts';
import { challengeId, conversationId, requestId, storedBytes } from './stored-values.ts';
import type { MetUnreadable } from './unreadable-rows.ts';

const ROW = z.object({
  id: challengeId,
  requestId,
  conversationId: conversationId.nullable(),
  purpose: z.enum(['prove_mailbox', 'open_answer', 'prove_post']),
  addressEnc: storedBytes,
  addressHash: z.string(),
  limitHash: z.string(),
  codeHash: z.string(),
  createdAt: z.date(),
  acceptedAt: z.date().nullable(),
  usedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
});
const COLUMNS =
  Prisma.raw(`"id", "requestId", "conversationId", "purpose", "addressEnc", "addressHash", "limitHash",
  "codeHash", "createdAt", "acceptedAt", "usedAt", "revokedAt"`);
const ADDRESS = 'Challenge.addressEnc';

/** Mailed codes (R7): only hashes of them, and counts of how many went out. One whose address does not open counts for nobody. */
export function challengeRepository(
  db: Database,
  sealed: SealedColumns,
  unreadable: MetUnreadable,
): ChallengeRepository {
  function read(found: unknown): ChallengeRow {
    const { addressEnc, ...row } = ROW.parse(found);
    return { ...row, address: sealed[ADDRESS].openText(addressEnc, row.id) };
  }

  async function one(rows: Promise<readonly unknown[]>): Promise<ChallengeRow | undefined> {
    const [row] = await rows;
    return row === undefined ? undefined : read(row);
  }

  return {
    async add(challenge) {
      await db.$executeRaw`
        INSERT INTO "Challenge" ("id", "requestId", "conversationId", "purpose", "addressEnc", "addressHash",
          "limitHash", "codeHash", "ipHash", "reportTokenHash", "createdAt")
        VALUES (${challenge.id}::uuid, ${challenge.requestId}::uuid, ${challenge.conversationId}::uuid,
          ${challenge.purpose}, ${sealed[ADDRESS].seal(challenge.address, challenge.id)},
          ${challenge.addressHash}, ${challenge.limitHash}, ${challenge.codeHash}, ${challenge.ipHash}, ${challenge.reportTokenHash},
          ${challenge.createdAt})`;
    },

    async ofRequest(id, purpose) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT ${COLUMNS} FROM "Challenge" WHERE "requestId" = ${id}::uuid AND "purpose" = ${purpose}
        ORDER BY "createdAt" DESC, "id"`;
      return rows.flatMap((row) =>
        unreadable.orElse<readonly ChallengeRow[]>(
          () => [read(row)],
          () => [],
        ),
      );
    },

    async markUsed(id, at) {
      await db.$executeRaw`
        UPDATE "Challenge" SET "usedAt" = ${at} WHERE "id" = ${id}::uuid AND "usedAt" IS NULL`;
    },

    async markMailed(id, at) {
      await db.$executeRaw`
        UPDATE "Challenge" SET "acceptedAt" = ${at} WHERE "id" = ${id}::uuid AND "acceptedAt" IS NULL`;
    },

    async markFailed(id, at) {
      await db.$executeRaw`
        UPDATE "Challenge" SET "failedAt" = ${at} WHERE "id" = ${id}::uuid AND "failedAt" IS NULL`;
    },

    revokeByReport: (hash, at) =>
      one(
        db.$queryRaw<unknown[]>`
          UPDATE "Challenge" SET "revokedAt" = coalesce("revokedAt", ${at}) WHERE "reportTokenHash" = ${hash}
          RETURNING ${COLUMNS}`,
      ),

    byReport: (hash) =>
      one(db.$queryRaw<unknown[]>`SELECT ${COLUMNS} FROM "Challenge" WHERE "reportTokenHash" = ${hash}`),

    ...codeCounts(db),
  };
}
