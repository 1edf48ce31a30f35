import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { HEADS_TAKEN_OVER } from '../../src/core/store/take-over-heads.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { readMigrations } from '../../src/platform/migrations.ts';
import { type OpenDatabase, openDatabase } from '../../src/platform/open-database.ts';

export interface TestDatabase {
  readonly connectionString: string;
  drop(): Promise<void>;
}

/** Durability costs time and a test run needs none. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
const TEMPLATE = 'migrated';

/** A migrated database of its own for a test file; the connection string is there as soon as the tests run. */
export function useTestDatabase(): { readonly connectionString: string } {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.drop());
  return {
    get connectionString() {
      if (database === undefined) throw new Error('the test database is made before the first test');
      return database.connectionString;
    },
  };
}

/** `empty`: without the tables, for tests that make their own. */
export async function createTestDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const { connectionString } = await cluster();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(connectionString, async (client) => {
    if (!empty) await makeTemplate(client, connectionString);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${empty ? 'template1' : TEMPLATE}`);
  });
  return {
    connectionString: inDatabase(connectionString, name),
    drop: () => administer(connectionString, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  };
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

/** Made by the first file that comes, under another name until it is complete. */
async function makeTemplate(client: Client, connectionString: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock(1)');
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
  if (rowCount === 0) {
    await client.query(`CREATE DATABASE ${TEMPLATE}_unfinished`);
    // The first seal takes the secret of a test, which prepareDatabase brings.
    const all = (await readMigrations()).map(({ name }) => name);
    const only = all.filter((name) => name !== HEADS_TAKEN_OVER);
    const migrated = await migrate(inDatabase(connectionString, `${TEMPLATE}_unfinished`), { only });
    if (!migrated.ok) throw new Error(migrated.refusal.code);
    await client.query(`ALTER DATABASE ${TEMPLATE}_unfinished RENAME TO ${TEMPLATE}`);
  }
  await client.query('SELECT pg_advisory_unlock(1)');
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
