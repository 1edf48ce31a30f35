import type { Config } from './config.ts';
import { SEALED_KEYS, sealKeys } from './core/store/seal-keys.ts';
import { createFieldCipher } from './platform/field-cipher.ts';
import { migrate } from './platform/migrate.ts';
import { loadSecretKey } from './platform/secret-key.ts';

/** Brings the database up to date, also where that takes the secret of this install. */
export async function migrateStore(
  config: Pick<Config, 'secretKey' | 'previousSecretKeys' | 'dataDir'>,
  connectionString: string,
): ReturnType<typeof migrate> {
  const convert = async (sql: Parameters<typeof sealKeys>[0]) =>
    sealKeys(sql, createFieldCipher(await loadSecretKey(config)));
  return migrate(connectionString, { conversions: { [SEALED_KEYS]: convert } });
}
