import type { Config } from './config.ts';
import { fillHolds, HOLDS_KNOWN } from './core/store/fill-holds.ts';
import { SEALED_KEYS, sealKeys } from './core/store/seal-keys.ts';
import { HEADS_TAKEN_OVER, takeOverHeads } from './core/store/take-over-heads.ts';
import { createFieldCipher } from './platform/field-cipher.ts';
import { migrate } from './platform/migrate.ts';
import { loadSecretKey } from './platform/secret-key.ts';

/** Brings the database up to date, also where that takes the secret of this install. */
export async function migrateStore(
  config: Pick<Config, 'secretKey' | 'previousSecretKeys' | 'dataDir'>,
  connectionString: string,
): ReturnType<typeof migrate> {
  const sealed = (convert: typeof sealKeys) => async (sql: Parameters<typeof sealKeys>[0]) =>
    convert(sql, createFieldCipher(await loadSecretKey(config)));
  const conversions = {
    [SEALED_KEYS]: sealed(sealKeys),
    [HOLDS_KNOWN]: sealed(fillHolds),
    [HEADS_TAKEN_OVER]: sealed(takeOverHeads),
  };
  return migrate(connectionString, { conversions });
}
