import { join } from 'node:path';
import type { Config } from '../config.ts';
import { ok, type Result, refuse } from '../core/kernel/result.ts';
import { createDataFolder } from './data-folder.ts';
import { closedFolder, postgresAccount } from './postgres-account.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import type { Cluster } from './postgres-cluster.ts';
import { initialisePostgres } from './postgres-init.ts';

export type EmbeddedRefusal = 'database.no_binaries' | 'database.folder_closed';

/** Makes the embedded PostgreSQL under the data folder if needed; it does not run yet. */
export async function prepareEmbedded(
  config: Pick<Config, 'dataDir'>,
  password: string,
  settings: Readonly<Record<string, string>>,
): Promise<Result<Cluster, EmbeddedRefusal>> {
  const dataDirectory = join(config.dataDir, 'postgres');
  const binaries = await findPostgresBinaries();
  if (binaries === undefined) {
    return refuse('database.no_binaries', { system: `${process.platform}-${process.arch}` });
  }
  await createDataFolder(config.dataDir);
  const account = await postgresAccount(dataDirectory);
  for (const folder of [config.dataDir, binaries.folder]) {
    const closed = await closedFolder(folder, account);
    if (closed !== undefined) return refuse('database.folder_closed', { folder: closed });
  }
  await initialisePostgres(dataDirectory, binaries.initdb, account, password);
  return ok({
    dataDirectory,
    logFile: join(config.dataDir, 'postgres.log'),
    postgres: binaries.postgres,
    account,
    settings,
  });
}
