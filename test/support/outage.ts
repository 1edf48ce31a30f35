import { Client } from 'pg';

/** Connections of this name are left alone: a test that looks on does not lose its own. */
export const ONLOOKER = 'onlooker';

/** Every connection is cut and no new one is let in, as when the server of the database is down. */
export const databaseIsGone = (connectionString: string) =>
  administer(
    connectionString,
    'ALTER DATABASE ":database" ALLOW_CONNECTIONS false',
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
      WHERE datname = ':database' AND application_name <> '${ONLOOKER}'`,
  );

export const databaseIsBack = (connectionString: string) =>
  administer(connectionString, 'ALTER DATABASE ":database" ALLOW_CONNECTIONS true');

async function administer(connectionString: string, ...statements: readonly string[]): Promise<void> {
  const url = new URL(connectionString);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  for (const statement of statements) await client.query(statement.replaceAll(':database', name));
  await client.end();
}
