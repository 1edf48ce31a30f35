import type { Client } from 'pg';
import { z } from 'zod';
import type { Config } from './config.ts';
import { afterRestore } from './core/application/after-restore.ts';
import type { JobName, Jobs } from './core/application/ports.ts';
import { missingFrom } from './core/application/replay-erasures.ts';
import { amsterdamDay, type CalendarDay } from './core/kernel/calendar-day.ts';
import { systemClock } from './core/kernel/clock.ts';
import { ok, type Result, refuse } from './core/kernel/result.ts';
import { createStore } from './core/store/create-store.ts';
import { connectPrisma } from './core/store/database.ts';
import { erasureLedger } from './erasure-ledger.ts';
import type { OpenedBackup } from './platform/backup/backup-file.ts';
import type { BackupLine } from './platform/backup/dump-tables.ts';
import { IncompleteBackup, loadJobs, loadTables } from './platform/backup/load-tables.ts';
import { BrokenSeal } from './platform/backup/sealed-pieces.ts';
import { connected } from './platform/connected.ts';
import { createFieldCipher } from './platform/field-cipher.ts';
import { listenTo } from './platform/listen.ts';
import { type MigrationRefusal, migrate } from './platform/migrate.ts';
import { startQueue } from './platform/queue.ts';
import type { CheckedSecretKey, SealingKeyRefusal } from './platform/sealing-keys.ts';
import { loadSecretKey } from './platform/secret-key.ts';
import { prepareDatabase } from './prepare-database.ts';
import { programVersions } from './program-versions.ts';
import { QUEUES } from './queues.ts';

export type RestoreRefusal =
  | MigrationRefusal
  | SealingKeyRefusal
  | 'backup.damaged'
  | 'backup.database_not_empty'
  /** The ledger does not have what this backup has. */
  | 'ledger.behind';

/** Approvals that the backup brought back are decided anew. */
const NOT_AGAIN: readonly JobName[] = ['send-answer'];

const BLOCK = z.object({ id: z.string(), until: z.string() });

type Progress = (table: string, rows: number) => void;

/**
 * Fills an empty database with a backup: the tables as they were then, their content in one transaction, and then the
 * migrations since. What was approved in it is decided anew. Nothing is kept of a backup that does not open to its end.
 */
export async function restoreDatabase(
  connectionString: string,
  backup: OpenedBackup,
  config: Pick<Config, 'secretKey' | 'previousSecretKeys' | 'dataDir' | 'erasureLedger'>,
  progress: Progress,
): Promise<Result<null, RestoreRefusal>> {
  try {
    if (!(await isEmpty(connectionString))) return refuse('backup.database_not_empty');
    // Read to its end before a single table is made.
    const { names, erasures } = await survey(backup.lines(), amsterdamDay(systemClock.now()));
    const ledger = erasureLedger(config.erasureLedger, createFieldCipher(await loadSecretKey(config)));
    const missing = missingFrom(await ledger.read(), erasures);
    if (missing > 0) return refuse('ledger.behind', { file: config.erasureLedger, missing });
    const migrated = await migrate(connectionString, { only: names });
    if (!migrated.ok) return migrated;
    await inTransaction(connectionString, (client) => loadTables(client, backup.lines, progress));
    const prepared = await prepareDatabase(connectionString, config);
    if (!prepared.ok) return prepared;
    await restoreJobs(connectionString, backup, prepared.value);
    return ok(null);
  } catch (error) {
    if (error instanceof BrokenSeal || error instanceof IncompleteBackup) return refuse('backup.damaged');
    throw error;
  }
}

/** What waited goes on, the queue is the outbox, but for what was approved. Its tables are the queue's own. */
async function restoreJobs(
  connectionString: string,
  backup: OpenedBackup,
  secretKey: CheckedSecretKey,
): Promise<void> {
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
    // Before any job is there that would send.
    await afterRestore({ store, clock: systemClock });
  } finally {
    await store.close();
    await prisma.$disconnect();
    await queue.stop(0);
  }
  await inTransaction(connectionString, (client) => loadJobs(client, backup.lines(), NOT_AGAIN));
}

/** What was applied then, and which erasures it knows that a backup may still bring back. */
async function survey(
  lines: AsyncIterable<BackupLine>,
  today: CalendarDay,
): Promise<{ readonly names: readonly string[]; readonly erasures: readonly string[] }> {
  let names: readonly string[] | undefined;
  let table = '';
  const erasures: string[] = [];
  let ended = false;
  for await (const line of lines) {
    if (line.kind === 'migrations') names = line.names;
    if (line.kind === 'table') table = line.name;
    if (line.kind === 'row' && table === 'ReturnBlock') {
      const { id, until } = BLOCK.parse(JSON.parse(line.json));
      if (until >= today) erasures.push(id);
    }
    ended = line.kind === 'end';
  }
  if (names === undefined || !ended) throw new IncompleteBackup();
  return { names, erasures };
}

/** A database of which nobody made a table yet. */
async function isEmpty(connectionString: string): Promise<boolean> {
  return connected(connectionString, async (client) => {
    const { rows } = await client.query(
      `SELECT 1 FROM information_schema.tables WHERE table_schema IN ('public', 'pgboss') LIMIT 1`,
    );
    return rows.length === 0;
  });
}

function inTransaction(connectionString: string, work: (client: Client) => Promise<void>): Promise<void> {
  return connected(connectionString, async (client) => {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  });
}
