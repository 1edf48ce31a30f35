import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Jobs } from '../../src/core/application/ports.ts';
import { HEADS_TAKEN_OVER } from '../../src/core/store/take-over-heads.ts';
import { hasCode } from '../../src/platform/error-code.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { readMigrations } from '../../src/platform/migrations.ts';
import { type OpenDatabase, openDatabase } from '../../src/platform/open-database.ts';
import { type Queue, startQueue } from '../../src/platform/queue.ts';
import { QUEUES } from '../../src/queues.ts';

export interface TestDatabase {
  readonly connectionString: string;
  drop(): Promise<void>;
}

/** Durability costs time and a test run needs none; nobody copies the log of writes, nor lives to be vacuumed. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  max_connections: '300',
};
const TEMPLATE = 'prepared';
/** SQLSTATE object_in_use. */
const IN_USE = '55006';

/** A prepared database of its own for a test file; the connection string is there as soon as the tests run. */
export function useTestDatabase(options: { readonly empty?: boolean } = {}): {
  readonly connectionString: string;
} {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase(options);
  });
  afterAll(() => database?.drop());
  return {
    get connectionString() {
      if (database === undefined) throw new Error('the test database is made before the first test');
      return database.connectionString;
    },
  };
}

/** `empty`: without the tables and queues, for tests that make their own. */
export async function createTestDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const { connectionString } = await cluster();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(connectionString, async (client) => {
    if (!empty) await makeTemplate(client, connectionString);
    await client.query(
      `CREATE DATABASE ${name} TEMPLATE ${empty ? 'template1' : TEMPLATE} STRATEGY FILE_COPY`,
    );
  });
  return {
    connectionString: inDatabase(connectionString, name),
    drop: () => administer(connectionString, (client) => dropDatabase(client, name)),
  };
}

/** PostgreSQL waits five seconds for connections that are ending; only what stays is cut, which its owner may not expect. */
async function dropDatabase(client: Client, name: string): Promise<void> {
  try {
    await client.query(`DROP DATABASE ${name}`);
  } catch (error) {
    if (!hasCode(error, IN_USE)) throw error;
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  }
}

let opened: Promise<OpenDatabase> | undefined;

/** Joined for as long as this worker lives; the end of the run stops it. */
function cluster(): Promise<OpenDatabase> {
  opened ??= open();
  return opened;
}

async function open(): Promise<OpenDatabase> {
  const config = readConfig({ DATA_DIR: inject('databaseFolder') });
  if (!config.ok) throw new Error('the standard configuration is refused');
  const database = await openDatabase(config.value, { role: 'client', settings: SETTINGS });
  if (!database.ok) throw new Error(`no test database: ${database.refusal.code}`);
  return database.value;
}

/** Migrated, and with the queues of the program. Made by the first file that comes, by another name until it is complete. */
async function makeTemplate(client: Client, connectionString: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock(1)');
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
  if (rowCount === 0) {
    await client.query(`CREATE DATABASE ${TEMPLATE}_unfinished`);
    const unfinished = inDatabase(connectionString, `${TEMPLATE}_unfinished`);
    // The first seal takes the secret of a test, which prepareDatabase brings.
    const all = (await readMigrations()).map(({ name }) => name);
    const migrated = await migrate(unfinished, { only: all.filter((name) => name !== HEADS_TAKEN_OVER) });
    if (!migrated.ok) throw new Error(migrated.refusal.code);
    await (await sendingQueue(unfinished)).stop(1_000);
    await client.query(`ALTER DATABASE ${TEMPLATE}_unfinished RENAME TO ${TEMPLATE}`);
  }
  await client.query('SELECT pg_advisory_unlock(1)');
}

/** The queue of the program on that database, which only sends: nothing is worked off by itself. */
export function sendingQueue(
  connectionString: string,
  onError: (error: unknown) => void = (error) => {
    throw error;
  },
): Promise<Queue<Jobs>> {
  return startQueue<Jobs>({
    connectionString,
    queues: QUEUES,
    worker: 'none',
    onExhausted: async () => undefined,
    onError,
  });
}

async function administer(
  connectionString: string,
  work: (client: Client) => Promise<unknown>,
): Promise<void> {
  const client = new Client({ connectionString: inDatabase(connectionString, 'postgres') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function inDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.href;
}
