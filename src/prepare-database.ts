import type { Config } from './config.ts';
import type { Result } from './core/kernel/result.ts';
import { SEALED_PLACES } from './core/store/sealed-columns.ts';
import { migrateStore } from './migrate-store.ts';
import type { MigrationRefusal } from './platform/migrate.ts';
import {
  type CheckedSecretKey,
  checkSealingKey,
  recordSealingKey,
  type SealingKeyRefusal,
} from './platform/sealing-keys.ts';
import { loadSecretKey } from './platform/secret-key.ts';

/**
 * Makes a database ready for this version of the program. A secret that is not the database's is refused before a
 * single thing is written.
 */
export async function prepareDatabase(
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
