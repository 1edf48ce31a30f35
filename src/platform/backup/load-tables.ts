import type { Client } from 'pg';
import { type BackupLine, JOBS } from './dump-tables.ts';
import { WAITING_JOBS } from './restore-mark.ts';

const BATCH_ROWS = 500;
const BATCH_BYTES = 4 * 1024 * 1024;

/** Thrown when the lines do not end as they were written: nothing is kept then. */
export class IncompleteBackup extends Error {
  constructor() {
    super('the backup does not end as it was written');
    this.name = 'IncompleteBackup';
  }
}

/**
 * Fills the tables of a new database from a backup, in the transaction of `client`, and keeps the jobs that waited for
 * `releaseJobs`. Rows wait until those that they point at are there: the lines are read once for each level of that
 * order, so a large backup needs no more memory than a batch.
 */
export async function loadTables(
  client: Client,
  lines: () => AsyncIterable<BackupLine>,
  progress: (table: string, rows: number) => void,
): Promise<void> {
  const levels = await levelsOf(client);
  await dropSeeds(client, levels);
  for (const level of levels) await loadLevel(client, lines(), level, progress);
  await loadLevel(client, lines(), new Set([JOBS]), () => undefined);
}

/** Rows that migrations made, in tables that refuse any removal: the backup has them as they were then. */
async function dropSeeds(client: Client, levels: readonly ReadonlySet<string>[]): Promise<void> {
  for (const name of levels.flatMap((level) => [...level])) {
    if (name === '_prisma_migrations') continue;
    const { rows } = await client.query(`SELECT 1 FROM "public"."${name}" LIMIT 1`);
    if (rows.length === 0) continue;
    await client.query(`ALTER TABLE "public"."${name}" DISABLE TRIGGER USER`);
    await client.query(`DELETE FROM "public"."${name}"`);
    await client.query(`ALTER TABLE "public"."${name}" ENABLE TRIGGER USER`);
  }
}

/** The jobs that waited wait again, but `except`; one of a queue that this program does not have any more is left out. */
export async function releaseJobs(client: Client, except: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT jsonb_object_keys(json) AS "name" FROM (SELECT json FROM ${WAITING_JOBS} LIMIT 1) one`,
  );
  const known = rows.map(({ name }) => name);
  if (known.length === 0) return;
  const columns = await sharedColumns(client, JOBS, known);
  await client.query(
    `INSERT INTO ${JOBS} (${columns.join(', ')}) SELECT ${columns.map((column) => `r.${column}`).join(', ')}
     FROM ${WAITING_JOBS} w, jsonb_populate_record(NULL::${JOBS}, w.json) r
     WHERE r."name" IN (SELECT q.name FROM pgboss.queue q) AND r."name" <> ALL ($1)`,
    [except],
  );
  // Who was at it is gone.
  await client.query(`UPDATE ${JOBS} SET state = 'created', started_on = NULL WHERE state = 'active'`);
}

async function loadLevel(
  client: Client,
  lines: AsyncIterable<BackupLine>,
  level: ReadonlySet<string>,
  progress: (table: string, rows: number) => void,
): Promise<void> {
  let table: { readonly name: string; readonly insert: string } | undefined;
  let [rows, bytes, inTable, inAll]: [string[], number, number, number] = [[], 0, 0, 0];
  let ended = false;
  const flush = async () => {
    if (table !== undefined && rows.length > 0) await client.query(table.insert, [`[${rows.join(',')}]`]);
    [rows, bytes] = [[], 0];
  };
  const finish = async () => {
    await flush();
    if (table !== undefined) progress(table.name, inTable);
    [table, inTable] = [undefined, 0];
  };
  for await (const line of lines) {
    if (line.kind === 'row') {
      inAll += 1;
      if (table === undefined) continue;
      rows.push(line.json);
      bytes += line.json.length;
      inTable += 1;
      if (rows.length >= BATCH_ROWS || bytes >= BATCH_BYTES) await flush();
      continue;
    }
    await finish();
    if (line.kind === 'table' && level.has(line.name)) {
      const insert = await insertOf(client, line.name, line.columns);
      table = { name: line.name, insert };
    }
    if (line.kind === 'end') {
      if (line.rows !== inAll) throw new IncompleteBackup();
      ended = true;
    }
  }
  if (!ended) throw new IncompleteBackup();
}

async function insertOf(client: Client, name: string, columns: readonly string[]): Promise<string> {
  if (name === JOBS) return `INSERT INTO ${WAITING_JOBS} (json) SELECT jsonb_array_elements($1::jsonb)`;
  const target = `"public"."${name}"`;
  const shared = await sharedColumns(client, target, columns);
  return `INSERT INTO ${target} (${shared.join(', ')})
    SELECT ${shared.map((column) => `r.${column}`).join(', ')} FROM json_populate_recordset(NULL::${target}, $1::json) r`;
}

/** Columns of both, by name: the queue's own tables may have changed since. */
async function sharedColumns(
  client: Client,
  target: string,
  columns: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS "name" FROM pg_attribute WHERE attrelid = '${target}'::regclass AND attnum > 0 AND NOT attisdropped`,
  );
  const there = new Set(rows.map((row) => row.name));
  return columns.filter((column) => there.has(column)).map((column) => `"${column}"`);
}

/** The tables in the order in which they can be filled: first those that point at none, then what points at those. */
async function levelsOf(client: Client): Promise<readonly ReadonlySet<string>[]> {
  const { rows } = await client.query<{ name: string; needs: string[] }>(
    `SELECT c.relname AS "name", coalesce(array_agg(p.relname::text) FILTER (WHERE p.oid <> c.oid), '{}') AS "needs"
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
       LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f' LEFT JOIN pg_class p ON p.oid = k.confrelid
     WHERE c.relkind = 'r' GROUP BY c.relname`,
  );
  const levels: ReadonlySet<string>[] = [];
  let left = rows;
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const level = left.filter(({ needs }) => needs.every((need) => !waiting.has(need)));
    if (level.length === 0) throw new Error('tables point at each other in a circle');
    levels.push(new Set(level.map(({ name }) => name)));
    left = left.filter((row) => !level.includes(row));
  }
  return levels;
}
