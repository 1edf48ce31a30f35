import { z } from 'zod';
import { Prisma } from './generated/client.ts';

const ATTEMPTS = 4;
/** How raw SQL reports PostgreSQL's serialization_failure (40001) and deadlock_detected (40P01). */
const RAW_CONFLICT = z.object({
  driverAdapterError: z.object({ cause: z.object({ kind: z.literal('TransactionWriteConflict') }) }),
});

/**
 * Runs a transaction, and again up to three times when PostgreSQL chose it as the victim of a conflict; `onConflict`
 * hears of each.
 */
export async function retryConflicts<Value>(
  run: () => Promise<Value>,
  onConflict: () => void,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!isConflict(error)) throw error;
      onConflict();
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === 'P2034' || RAW_CONFLICT.safeParse(error.meta).success;
}
