import type { Config } from './config.ts';
import { ok, type Result, refuse } from './core/kernel/result.ts';
import { renewMacs } from './core/store/renew-macs.ts';
import { SEALED_PLACES } from './core/store/sealed-columns.ts';
import { migrateStore } from './migrate-store.ts';
import { readRestoreMark } from './platform/backup/restore-mark.ts';
import { connected } from './platform/connected.ts';
import { createFieldCipher } from './platform/field-cipher.ts';
import type { MigrationRefusal } from './platform/migrate.ts';
import {
  type CheckedSecretKey,
  checkSealingKey,
  recordSealingKey,
  type SealingKeyRefusal,
} from './platform/sealing-keys.ts';
import { loadSecretKey, type SecretKey } from './platform/secret-key.ts';

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
  const renewed = await renewRegister(connectionString, secret);
  if (!renewed.ok) return renewed;
  return recordSealingKey(connectionString, secret, SEALED_PLACES);
}

/** A key of before is not dropped as long as the seal of the register is its own (0008). */
function renewRegister(
  connectionString: string,
  secret: SecretKey,
): Promise<Result<null, SealingKeyRefusal>> {
  return connected(connectionString, async (client) => {
    await client.query('BEGIN');
    const genuine = await renewMacs(client, createFieldCipher(secret));
    await client.query('COMMIT');
    if (genuine) return ok(null);
    const given = [secret, ...secret.previous].map(({ fingerprint }) => fingerprint);
    const { rows } = await client.query<{ fingerprint: string }>('SELECT "fingerprint" FROM "SealingKey"');
    const others = rows.filter(({ fingerprint }) => !given.includes(fingerprint));
    if (others.length === 0) return ok(null);
    // None of ours is known: another program came first to a database that was still empty.
    return refuse(others.length === rows.length ? 'secret_key.wrong' : 'secret_key.missing');
  });
}
