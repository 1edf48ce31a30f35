import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sha256 } from '../core/kernel/digest.ts';

export const MIGRATIONS_FOLDER = resolve(import.meta.dirname, '../../prisma/migrations');

export interface Migration {
  /** `YYYYMMDDhhmmss_name`: applied in the order of the names. */
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** The migrations of a folder, oldest first. */
export async function readMigrations(folder: string = MIGRATIONS_FOLDER): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: sha256(sql) };
    }),
  );
}
