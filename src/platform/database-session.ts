import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { ok, type Result, refuse } from '../core/kernel/result.ts';
import { hasCode } from './error-code.ts';
import { SUPERUSER } from './postgres-init.ts';

export type DatabaseRole = 'server' | 'client';
export type SessionRefusal = 'database.already_served' | 'database.other_key' | 'database.stopping';

/** Advisory locks on the maintenance database: whoever uses the cluster shares one, the one server owns the other. */
const IN_USE = '20562, 1';
const SERVED = '20562, 2';
const DATABASE = 'privacybalie';

/** A connection that shows the other processes that this one uses the cluster, for as long as it is open. */
export interface DatabaseSession {
  readonly client: Client;
  readonly connectionString: string;
}

/**
 * Takes the place of a user of the cluster, for a server also that of its only server. The wait is for a server
 * that was killed a moment ago: its lock goes when PostgreSQL sees the closed connection.
 */
export async function openSession(
  port: number,
  role: DatabaseRole,
  passwords: readonly string[],
): Promise<Result<DatabaseSession, SessionRefusal>> {
  const client = await connect(port, passwords);
  if (client === undefined) return refuse('database.other_key');
  const refusal = await takeLocks(client, role);
  if (refusal !== undefined) {
    await client.end();
    return refuse(refusal);
  }
  await createDatabase(client);
  const [password = ''] = passwords;
  return ok({
    client,
    connectionString: `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${DATABASE}`,
  });
}

/** Gives up the place. When nobody else uses the cluster, nobody gets in any more and `whenAlone` runs. */
export async function leaveSession(
  { client }: DatabaseSession,
  whenAlone: () => Promise<void>,
): Promise<void> {
  await client.query(`SELECT pg_advisory_unlock_shared(${IN_USE})`);
  if (await lock(client, `pg_try_advisory_lock(${IN_USE})`)) await whenAlone();
  await client.end();
}

async function takeLocks(client: Client, role: DatabaseRole): Promise<SessionRefusal | undefined> {
  if (!(await lock(client, `pg_try_advisory_lock_shared(${IN_USE})`))) return 'database.stopping';
  if (role === 'client') return undefined;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (await lock(client, `pg_try_advisory_lock(${SERVED})`)) return undefined;
    await wait(50);
  }
  return 'database.already_served';
}

async function lock(client: Client, attempt: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(`SELECT ${attempt} AS taken`);
  return rows[0]?.taken === true;
}

/** Tries the passwords of replaced keys too, and then sets the current one. Undefined when none fits. */
async function connect(port: number, passwords: readonly string[]): Promise<Client | undefined> {
  for (const password of passwords) {
    const client = new Client({ host: '127.0.0.1', port, user: SUPERUSER, password, database: 'postgres' });
    // a connection that breaks is seen by its end; without a listener the error would end the process
    client.on('error', () => undefined);
    try {
      await client.connect();
      if (password !== passwords[0]) await client.query(`ALTER ROLE ${SUPERUSER} PASSWORD '${passwords[0]}'`);
      return client;
    } catch (error) {
      if (!hasCode(error, '28P01')) throw error;
    }
  }
  return undefined;
}

async function createDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount !== 0) return;
  try {
    await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    if (!hasCode(error, '42P04', '23505')) throw error;
  }
}
