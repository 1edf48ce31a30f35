import { z } from 'zod';
import type { Config } from './config.ts';
import { missingFrom } from './core/application/replay-erasures.ts';
import { amsterdamDay, type CalendarDay } from './core/kernel/calendar-day.ts';
import { systemClock } from './core/kernel/clock.ts';
import { type Result, refuse } from './core/kernel/result.ts';
import { erasureLedger } from './erasure-ledger.ts';
import { finishRestore } from './finish-restore.ts';
import type { OpenedBackup } from './platform/backup/backup-file.ts';
import type { BackupLine } from './platform/backup/dump-tables.ts';
import { IncompleteBackup, loadTables } from './platform/backup/load-tables.ts';
import { beginRestore, endRestore, markLoaded, readRestoreMark } from './platform/backup/restore-mark.ts';
import { BrokenSeal } from './platform/backup/sealed-pieces.ts';
import { connected, inTransaction } from './platform/connected.ts';
import { createFieldCipher } from './platform/field-cipher.ts';
import { type MigrationRefusal, migrate } from './platform/migrate.ts';
import type { SealingKeyRefusal } from './platform/sealing-keys.ts';
import { loadSecretKey } from './platform/secret-key.ts';

export type RestoreRefusal =
  | MigrationRefusal
  | SealingKeyRefusal
  | 'backup.damaged'
  | 'backup.database_not_empty'
  | 'restore.not_finished'
  /** The ledger does not have what this backup has. */
  | 'ledger.behind';

const BLOCK = z.object({ id: z.string(), until: z.string() });

type Progress = (table: string, rows: number) => void;

/**
 * Fills an empty database with a backup: the tables as they were then, their content in one transaction, and then the
 * migrations since. What was approved in it is decided anew. Nothing is kept of a backup that does not open to its end.
 * A mark stands in the database from the first step to the last: nothing starts on one that was cut off.
 */
export async function restoreDatabase(
  connectionString: string,
  backup: OpenedBackup,
  config: Pick<Config, 'secretKey' | 'previousSecretKeys' | 'dataDir' | 'erasureLedger'>,
  progress: Progress,
): Promise<Result<null, RestoreRefusal>> {
  try {
    const phase = await connected(connectionString, readRestoreMark);
    if (phase === 'loaded') return refuse('restore.not_finished');
    // Where one was cut off before its rows were there, this one goes on.
    if (phase === undefined && !(await isEmpty(connectionString))) return refuse('backup.database_not_empty');
    // Read to its end before a single table is made.
    const { names, erasures } = await survey(backup.lines(), amsterdamDay(systemClock.now()));
    const ledger = erasureLedger(config.erasureLedger, createFieldCipher(await loadSecretKey(config)));
    const missing = missingFrom(await ledger.read(), erasures);
    if (missing > 0) return refuse('ledger.behind', { file: config.erasureLedger, missing });
    await connected(connectionString, beginRestore);
    const migrated = await migrate(connectionString, { only: names });
    // The one that was cut off was of a newer backup.
    if (!migrated.ok && phase !== undefined) return refuse('backup.database_not_empty');
    if (!migrated.ok) {
      // Nothing was made: the database is as empty as it was.
      await connected(connectionString, endRestore);
      return migrated;
    }
    await inTransaction(connectionString, async (client) => {
      await loadTables(client, backup.lines, progress);
      await markLoaded(client);
    });
    return await finishRestore(connectionString, config);
  } catch (error) {
    if (error instanceof BrokenSeal || error instanceof IncompleteBackup) return refuse('backup.damaged');
    throw error;
  }
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
