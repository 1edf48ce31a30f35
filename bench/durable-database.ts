import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import * as z from 'zod';
import { type Config, explainProblems, readConfig } from '../src/config.ts';
import type { Jobs } from '../src/core/application/ports.ts';
import { openDatabase } from '../src/platform/open-database.ts';
import { stopCluster } from '../src/platform/postgres-cluster.ts';
import { startQueue } from '../src/platform/queue.ts';
import type { CheckedSecretKey } from '../src/platform/sealing-keys.ts';
import { prepareDatabase } from '../src/prepare-database.ts';
import { QUEUES } from '../src/queues.ts';

export interface BenchDatabase {
  readonly config: Config;
  readonly connectionString: string;
  readonly secretKey: CheckedSecretKey;
}

/** A data folder of its own, which PostgreSQL's own account can enter; at the end no PostgreSQL runs on it. */
export async function makeDataFolder(closing: AsyncDisposableStack): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'privacybalie-bench-'));
  closing.defer(async () => {
    await stopCluster(join(path, 'postgres'));
    await rm(path, { recursive: true, force: true });
  });
  await chmod(path, 0o711);
  return path;
}

/** An embedded PostgreSQL as a shop has it, migrated: a commit is on the disk before it is told. */
export async function openDurableDatabase(closing: AsyncDisposableStack): Promise<BenchDatabase> {
  const database = await openBenchDatabase(closing);
  await expectDurability(database.connectionString);
  return database;
}

/** An embedded PostgreSQL, migrated. */
export async function openBenchDatabase(
  closing: AsyncDisposableStack,
  settings: Readonly<Record<string, string>> = {},
): Promise<BenchDatabase> {
  const folder = await makeDataFolder(closing);
  const reading = readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
  if (!reading.ok) throw new Error(explainProblems(reading.problems));
  const config = reading.value;
  const database = await openDatabase(config, { role: 'server', settings });
  if (!database.ok) throw new Error(database.refusal.code);
  const { connectionString } = database.value;
  closing.defer(() => database.value.stop());
  const prepared = await prepareDatabase(connectionString, config);
  if (!prepared.ok) throw new Error(prepared.refusal.code);
  return { config, connectionString, secretKey: prepared.value };
}

/** The desk's queue: jobs are stored, and nobody works them off. */
export async function startIdleQueue(closing: AsyncDisposableStack, connectionString: string) {
  const queue = await startQueue<Jobs>({
    connectionString,
    queues: QUEUES,
    worker: 'none',
    onExhausted: async () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  closing.defer(() => queue.stop(1_000));
  return queue;
}

const SETTINGS = z.array(z.object({ name: z.string(), setting: z.literal('on') })).length(3);

async function expectDurability(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')`,
  );
  await client.end();
  SETTINGS.parse(rows);
}
