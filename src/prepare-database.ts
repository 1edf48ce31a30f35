import type { Config } from './config.ts';
import { type Result, refuse } from './core/kernel/result.ts';
import { SEALED_PLACES } from './core/store/sealed-columns.ts';
import { migrateStore } from './migrate-store.ts';
import { readRestoreMark } from './platform/backup/restore-mark.ts';
import { connected } from './platform/connected.ts';
import type { MigrationRefusal } from './platform/migrate.ts';
import {
  type CheckedSecretKey,
  checkSealingKey,
  recordSealingKey,
  type SealingKeyRefusal,
} from './platform/sealing-keys.ts';
import { loadSecretKey } from './platform/secret-key.ts';

export type PreparationRefusal =
  | SealingKeyRefusal
  | MigrationRefusal
  /** A backup was being put back: no row of it is there. */
  | 'restore.not_loaded'
  /** Its rows are there, and approvals among them that may have been stopped since. */
  | 'restore.not_finished';

/**
 * Makes a database ready for this version of the program. A restore that was cut off is refused, and a secret that is not
 * the database's, before a single thing is written.
 */
export async function prepareDatabase(
  connectionString: string,
  config: Pick<Config, 'secretKey' | 'previousSecretKeys' | 'dataDir'>,
): Promise<Result<CheckedSecretKey, PreparationRefusal>> {
  const phase = await connected(connectionString, readRestoreMark);
  if (phase !== undefined) return refuse(phase === 'loading' ? 'restore.not_loaded' : 'restore.not_finished');
  return bringUpToDate(connectionString, config);
}

/** The same of a database whose restore is being finished. */
export async function bringUpToDate(
  connectionString: string,
  config: Pick<Config, 'secretKey' | 'previousSecretKeys' | 'dataDir'>,
): Promise<Result<CheckedSecretKey, SealingKeyRefusal | MigrationRefusal>> {
  const secret = await loadSecretKey(config);
  const fits = await checkSealingKey(connectionString, secret, SEALED_PLACES);
  if (!fits.ok) return fits;
  const migrated = await migrateStore(config, connectionString);
  if (!migrated.ok) return migrated;
  return recordSealingKey(connectionString, secret, SEALED_PLACES);
}
