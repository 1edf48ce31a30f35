import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { ok, type Result, refuse } from '../core/kernel/result.ts';
import { connected } from './connected.ts';
import { hasCode } from './error-code.ts';
import { type Migration, readMigrations } from './migrations.ts';

export type MigrationRefusal = 'database.newer_than_program' | 'database.migration_changed';

/** The table of Prisma's own tools, so that they can be used on the same database. */
const HISTORY = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;
/** What SQL alone cannot do, by the name of the migration: done before its SQL, in its transaction. */
export type Conversions = Readonly<Record<string, (client: Client) => Promise<void>>>;

const ONE_AT_A_TIME = 'SELECT pg_advisory_lock(20562, 3)';

/**
 * Applies the migrations that the database lacks, in order, each in a transaction together with its row of
 * history: one that fails leaves nothing behind and throws. Processes that start together wait for each other.
 * Answers the names that were applied now.
 */
export async function migrate(
  connectionString: string,
  {
    folder,
    conversions = {},
    only,
  }: {
    readonly folder?: string;
    readonly conversions?: Conversions;
    /** Not further than a backup was: what it holds is brought up to date with it. */
    readonly only?: readonly string[];
  } = {},
): Promise<Result<readonly string[], MigrationRefusal>> {
  const all = await readMigrations(folder);
  const strange = only?.find((name) => all.every((migration) => migration.name !== name));
  if (strange !== undefined) return refuse('database.newer_than_program', { migration: strange });
  const migrations = only === undefined ? all : all.filter(({ name }) => only.includes(name));
  return connected(connectionString, async (client) => {
    const seen = compare(migrations, await readHistory(client));
    if (!seen.ok) return seen;
    if (seen.value.length === 0) return ok([]);
    await client.query(ONE_AT_A_TIME);
    const owed = compare(migrations, await readHistory(client));
    if (!owed.ok) return owed;
    for (const migration of owed.value) await apply(client, migration, conversions[migration.name]);
    return ok(owed.value.map(({ name }) => name));
  });
}

/** The names of the migrations that the database lacks, in order; nothing is applied. */
export async function pendingMigrations(
  connectionString: string,
): Promise<Result<{ readonly owed: readonly string[]; readonly applied: number }, MigrationRefusal>> {
  const migrations = await readMigrations();
  return connected(connectionString, async (client) => {
    const history = await readHistory(client);
    const owed = compare(migrations, history);
    return owed.ok ? ok({ owed: owed.value.map(({ name }) => name), applied: history.size }) : owed;
  });
}

/** Prisma's adapter cannot do this: it cuts a script at every semicolon and runs the pieces one by one. */
async function apply(
  client: Client,
  { name, sql, checksum }: Migration,
  convert?: (client: Client) => Promise<void>,
): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(HISTORY);
    await convert?.(client);
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}

/** Name to checksum of what was applied; a half-applied one of another tool counts as applied differently. */
async function readHistory(client: Client): Promise<ReadonlyMap<string, string>> {
  try {
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      `SELECT "migration_name", CASE WHEN "finished_at" IS NULL THEN 'unfinished' ELSE "checksum" END AS "checksum"
       FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
    );
    return new Map(rows.map((row) => [row.migration_name, row.checksum]));
  } catch (error) {
    if (hasCode(error, '42P01')) return new Map(); // no such table
    throw error;
  }
}

function compare(
  migrations: readonly Migration[],
  history: ReadonlyMap<string, string>,
): Result<readonly Migration[], MigrationRefusal> {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...history.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) return refuse('database.newer_than_program', { migration: unknown });
  const changed = migrations.find(({ name, checksum }) => (history.get(name) ?? checksum) !== checksum);
  if (changed !== undefined) return refuse('database.migration_changed', { migration: changed.name });
  return ok(migrations.filter(({ name }) => !history.has(name)));
}
