import { z } from 'zod';
import type { TransmissionRepository, TransmissionRow } from '../application/ports.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { letterId, requestId } from './stored-values.ts';

const ROW = z.object({
  tokenHash: z.string(),
  requestId,
  letterId,
  codeHash: z.string(),
  stopTokenHash: z.string(),
  createdAt: z.date(),
  expiresAt: z.date(),
  openedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
});
const COLUMNS = Prisma.raw(
  '"tokenHash", "requestId", "letterId", "codeHash", "stopTokenHash", "createdAt", "expiresAt", "openedAt", "revokedAt"',
);

/** Links for another controller: hashes and times only. */
export function transmissionRepository(db: Database): TransmissionRepository {
  async function one(rest: Prisma.Sql): Promise<TransmissionRow | undefined> {
    const [found] = await db.$queryRaw<unknown[]>`SELECT ${COLUMNS} FROM "Transmission" ${rest}`;
    return found === undefined ? undefined : ROW.parse(found);
  }

  return {
    async add(row) {
      await db.$executeRaw`
        INSERT INTO "Transmission" (${COLUMNS})
        VALUES (${row.tokenHash}, ${row.requestId}::uuid, ${row.letterId}::uuid, ${row.codeHash},
          ${row.stopTokenHash}, ${row.createdAt}, ${row.expiresAt}, NULL, NULL)`;
    },

    byToken: (tokenHash) => one(Prisma.sql`WHERE "tokenHash" = ${tokenHash}`),
    byStopToken: (stopTokenHash) => one(Prisma.sql`WHERE "stopTokenHash" = ${stopTokenHash}`),
    latest: (id) =>
      one(
        Prisma.sql`WHERE "requestId" = ${id}::uuid ORDER BY "createdAt" DESC, "revokedAt" DESC NULLS FIRST LIMIT 1`,
      ),

    async markOpened(tokenHash, at) {
      await db.$executeRaw`
        UPDATE "Transmission" SET "openedAt" = coalesce("openedAt", ${at}) WHERE "tokenHash" = ${tokenHash}`;
    },

    revoke: (id, at) => db.$executeRaw`
      UPDATE "Transmission" SET "revokedAt" = ${at} WHERE "requestId" = ${id}::uuid AND "revokedAt" IS NULL`,
  };
}
