import type { Client } from 'pg';

/** `loading`: no row of the backup is there yet. `loaded`: all are, and what was approved in it is not taken back yet. */
export type RestorePhase = 'loading' | 'loaded';

/** In a schema of its own: it is there before the tables are, whichever they were then, and no backup holds it. */
const MARK = 'restoring.mark';
/** The jobs that waited. In the queue itself they would run before what was approved is taken back. */
export const WAITING_JOBS = 'restoring.job';

/** What a restore that was cut off left undone; undefined of any other database. */
export async function readRestoreMark(client: Pick<Client, 'query'>): Promise<RestorePhase | undefined> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('${MARK}') IS NOT NULL AS "there"`,
  );
  if (rows[0]?.there !== true) return undefined;
  const marked = await client.query<{ loaded: boolean }>(`SELECT "loaded" FROM ${MARK}`);
  return marked.rows[0]?.loaded === true ? 'loaded' : 'loading';
}

/** Before anything else is made in the database. Again it does nothing. */
export async function beginRestore(client: Client): Promise<void> {
  await client.query('BEGIN');
  await client.query('CREATE SCHEMA IF NOT EXISTS restoring');
  await client.query(`CREATE TABLE IF NOT EXISTS ${MARK} (loaded boolean NOT NULL DEFAULT true)`);
  await client.query(`CREATE TABLE IF NOT EXISTS ${WAITING_JOBS} (json jsonb NOT NULL)`);
  await client.query('COMMIT');
}

/** In the transaction that loads the rows. */
export async function markLoaded(client: Client): Promise<void> {
  await client.query(`INSERT INTO ${MARK} DEFAULT VALUES`);
}

/** In the transaction of the last step: from then on the database is like any other. */
export async function endRestore(client: Client): Promise<void> {
  await client.query('DROP SCHEMA restoring CASCADE');
}

/** One process at a time finishes a restore; the lock goes with the connection. */
export async function lockRestore(client: Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock(20562, 5)');
}
