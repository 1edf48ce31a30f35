import type { Config } from './config.ts';
import { afterRestore } from './core/application/after-restore.ts';
import type { JobName, Jobs } from './core/application/ports.ts';
import { systemClock } from './core/kernel/clock.ts';
import { ok, type Result } from './core/kernel/result.ts';
import { createStore } from './core/store/create-store.ts';
import { connectPrisma } from './core/store/database.ts';
import { releaseJobs } from './platform/backup/load-tables.ts';
import { endRestore, lockRestore, readRestoreMark } from './platform/backup/restore-mark.ts';
import { connected, inTransaction } from './platform/connected.ts';
import { createFieldCipher } from './platform/field-cipher.ts';
import { listenTo } from './platform/listen.ts';
import type { MigrationRefusal } from './platform/migrate.ts';
import { startQueue } from './platform/queue.ts';
import type { CheckedSecretKey, SealingKeyRefusal } from './platform/sealing-keys.ts';
import { bringUpToDate } from './prepare-database.ts';
import { programVersions } from './program-versions.ts';
import { QUEUES } from './queues.ts';

/** Approvals that the backup brought back are decided anew. */
const NOT_AGAIN: readonly JobName[] = ['send-answer'];

/**
 * The last steps of a restore whose rows are there: the migrations since, then what was approved is taken back, and only
 * then the jobs that waited are there again and the mark goes. Cut off anywhere it is done again.
 */
export function finishRestore(
  connectionString: string,
  config: Pick<Config, 'secretKey' | 'previousSecretKeys' | 'dataDir'>,
): Promise<Result<null, SealingKeyRefusal | MigrationRefusal>> {
  return connected(connectionString, async (client) => {
    await lockRestore(client);
    if ((await readRestoreMark(client)) !== 'loaded') return ok(null);
    const prepared = await bringUpToDate(connectionString, config);
    if (!prepared.ok) return prepared;
    await takeBack(connectionString, prepared.value);
    await inTransaction(connectionString, async (last) => {
      await releaseJobs(last, NOT_AGAIN);
      await endRestore(last);
    });
    return ok(null);
  });
}

async function takeBack(connectionString: string, secretKey: CheckedSecretKey): Promise<void> {
  const queue = await startQueue<Jobs>({
    connectionString,
    queues: QUEUES,
    worker: 'none',
    onExhausted: async () => undefined,
    onError: () => undefined,
  });
  const prisma = connectPrisma(connectionString, 1);
  const store = createStore({
    prisma,
    versions: await programVersions(),
    cipher: createFieldCipher(secretKey),
    sendJobs: (tx, name, jobs) => queue.sendInside(tx, name, jobs),
    listen: listenTo(connectionString),
  });
  try {
    await afterRestore({ store, clock: systemClock });
  } finally {
    await store.close();
    await prisma.$disconnect();
    await queue.stop(0);
  }
}
