import type { Client } from 'pg';

/** One line of a backup: what was applied, then each table followed by its rows, then the end. */
export type BackupLine =
  | { readonly kind: 'migrations'; readonly names: readonly string[] }
  | { readonly kind: 'table'; readonly name: string; readonly columns: readonly string[] }
  | { readonly kind: 'row'; readonly json: string }
  | { readonly kind: 'end'; readonly rows: number };

/** The jobs of the queue; they are the outbox of what the tables say. */
export const JOBS = 'pgboss.job';
/** Applied anew by a restore, and what lets staff in for hours only. */
const LEFT_OUT = ['_prisma_migrations', 'StaffSession', 'StaffSignInLink'];
const FETCHED = 500;

/**
 * Everything in the database at one instant, in one read-only transaction that sees no change of others (REPEATABLE
 * READ). Values travel as PostgreSQL writes them in JSON, so that nothing is rounded on the way.
 */
export async function* dumpTables(
  client: Client,
  progress: (table: string, rows: number) => void,
): AsyncGenerator<BackupLine> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await client.query("SET LOCAL bytea_output = 'hex'");
  yield { kind: 'migrations', names: await migrationNames(client) };
  let total = 0;
  for (const { name, source, columns } of await tables(client)) {
    yield { kind: 'table', name, columns };
    let rows = 0;
    await client.query(
      `DECLARE dumped NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS "json" FROM (${source}) t`,
    );
    for (;;) {
      const fetched = await client.query<{ json: string }>(`FETCH ${FETCHED} FROM dumped`);
      for (const { json } of fetched.rows) yield { kind: 'row', json };
      rows += fetched.rows.length;
      if (fetched.rows.length < FETCHED) break;
    }
    await client.query('CLOSE dumped');
    total += rows;
    progress(name, rows);
  }
  await client.query('COMMIT');
  yield { kind: 'end', rows: total };
}

async function migrationNames(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT "migration_name" AS "name" FROM "_prisma_migrations"
     WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  );
  return rows.map(({ name }) => name);
}

interface Dumped {
  readonly name: string;
  readonly columns: readonly string[];
  /** SQL. */
  readonly source: string;
}

async function tables(client: Client): Promise<readonly Dumped[]> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(
    `SELECT c.table_schema AS "schema", c.table_name AS "name",
       array_agg(c.column_name::text ORDER BY c.ordinal_position) AS "columns"
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.is_generated = 'NEVER' AND ((c.table_schema = 'public' AND t.table_type = 'BASE TABLE')
       OR c.table_schema || '.' || c.table_name = '${JOBS}')
     GROUP BY 1, 2 ORDER BY 1 DESC, 2`,
  );
  return rows
    .filter(({ name }) => !LEFT_OUT.includes(name))
    .map(({ schema, name, columns }) => {
      const job = `${schema}.${name}` === JOBS;
      const waiting = job ? ` WHERE state IN ('created', 'retry', 'active')` : '';
      const listed = columns.map((column) => `"${column}"`).join(', ');
      return {
        name: job ? JOBS : name,
        columns,
        source: `SELECT ${listed} FROM "${schema}"."${name}"${waiting}`,
      };
    });
}
