import { Prisma } from './generated/client.ts';

const ATTEMPTS = 4;
/** PostgreSQL's serialization_failure and deadlock_detected: the whole transaction may simply run again. */
const CONFLICTS: readonly unknown[] = ['40001', '40P01'];

/** Runs a transaction, and again up to three times when PostgreSQL chose it as the victim of a conflict. */
export async function retryConflicts<Value>(run: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === 'P2034' || CONFLICTS.includes(error.meta?.code);
}
