import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 30_000;
const BETWEEN_ATTEMPTS_MS = 10;
/** SQLITE_BUSY: somebody else has it. */
const BUSY = 5;

/**
 * Runs `work` while no other process does under the lock of this file, and waits for whoever has it. The system holds
 * the lock for the process (Node has no lock on files but SQLite's), so that nothing is left of one that was killed.
 * Throws when it does not get it in half a minute.
 */
export async function withFileLock<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    const end = performance.now() + PATIENCE_MS;
    while (!taken(lock)) {
      if (performance.now() > end) throw new Error('the lock of a file did not come free');
      await wait(BETWEEN_ATTEMPTS_MS);
    }
    return await work();
  } finally {
    lock.close();
  }
}

function taken(lock: DatabaseSync): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) return false;
    throw error;
  }
}
