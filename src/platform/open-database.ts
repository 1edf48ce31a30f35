import { Client } from 'pg';
import type { Config } from '../config.ts';
import { ok, type Result, refuse } from '../core/kernel/result.ts';
import type { DatabaseRole } from './database-session.ts';
import { type EmbeddedRefusal, prepareEmbedded } from './embedded-postgres.ts';
import { type JoinRefusal, joinCluster } from './join-cluster.ts';
import { keepSession } from './keep-session.ts';
import { stopCluster } from './postgres-cluster.ts';
import { loadSecretKey } from './secret-key.ts';

export type DatabaseRefusal = EmbeddedRefusal | JoinRefusal | 'database.unreachable';

export interface OpenDatabase {
  readonly connectionString: string;
  /** To be called last, when every other connection is closed. An embedded one stops with its last user. */
  stop(): Promise<void>;
}

export interface OpenDatabaseOptions {
  /** An embedded database has one server at most; clients (commands, tests) join it, or start it for themselves. */
  readonly role: DatabaseRole;
  /** PostgreSQL settings of an embedded database that this call starts. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The embedded database went away and did not come back where it was: stop the process. */
  readonly onLost?: () => void;
}

type DatabaseConfig = Pick<Config, 'databaseUrl' | 'dataDir' | 'secretKey' | 'previousSecretKeys'>;

/** The database of DATABASE_URL, else the embedded one under DATA_DIR, made and started if needed. */
export async function openDatabase(
  config: DatabaseConfig,
  options: OpenDatabaseOptions,
): Promise<Result<OpenDatabase, DatabaseRefusal>> {
  return config.databaseUrl === undefined
    ? openEmbedded(config, options)
    : openRemote(config.databaseUrl.reveal());
}

async function openRemote(connectionString: string): Promise<Result<OpenDatabase, 'database.unreachable'>> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    // its code only: the message may repeat the address, and with it the password
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
    return refuse('database.unreachable', { host: new URL(connectionString).host, reason });
  }
  await client.end();
  return ok({ connectionString, stop: async () => undefined });
}

async function openEmbedded(
  config: DatabaseConfig,
  { role, settings = {}, onLost }: OpenDatabaseOptions,
): Promise<Result<OpenDatabase, DatabaseRefusal>> {
  const secret = await loadSecretKey(config);
  const passwords = [secret, ...secret.previous].map((key) =>
    key.derive('embedded postgres').toString('hex'),
  );
  const prepared = await prepareEmbedded(config, passwords[0] ?? '', settings);
  if (!prepared.ok) return prepared;
  const cluster = prepared.value;
  const joined = await joinCluster(cluster, role, passwords);
  if (!joined.ok) return joined;
  const { connectionString } = joined.value;
  const port = Number(new URL(connectionString).port);
  const keeper = keepSession(joined.value, () => joinCluster(cluster, role, passwords, port), onLost);
  return ok({ connectionString, stop: () => keeper.leave(() => stopCluster(cluster.dataDirectory)) });
}
