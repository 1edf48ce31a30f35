import { z } from 'zod';
import type { PrismaClient } from './generated/client.ts';

/** Longer than a few calls of a service that does not answer; shorter than a job is given. */
const LIMITS = { maxWait: 5_000, timeout: 280_000 } as const;
const HELD = z.object({ held: z.boolean() });

/**
 * Runs `work` while no other process runs anything under this name; undefined when one does. The lock ends with its
 * connection, so a crash leaves none. `work` has its own transactions.
 */
export function exclusively<Value>(
  prisma: PrismaClient,
  name: string,
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  return prisma.$transaction(async (db) => {
    const [row] = await db.$queryRaw<unknown[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) AS "held"`;
    return HELD.parse(row).held ? work() : undefined;
  }, LIMITS);
}
