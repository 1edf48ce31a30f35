import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { hasCode } from './error-code.ts';
import type { PostgresAccount } from './postgres-account.ts';

export const SUPERUSER = 'privacybalie';

/**
 * Makes the data directory if it is not there. It is made aside and then renamed, so that it is complete or
 * absent: a second process, or a power cut in between, finds no half of it.
 */
export async function initialisePostgres(
  dataDirectory: string,
  initdb: string,
  account: PostgresAccount,
  password: string,
): Promise<void> {
  if (existsSync(dataDirectory)) return;
  const aside = `${dataDirectory}.new-${randomUUID()}`;
  const passwordFile = `${aside}.password`;
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await mkdir(aside, { mode: 0o700 });
    if (account !== undefined) {
      for (const path of [aside, passwordFile]) await chown(path, account.uid, account.gid);
    }
    await promisify(execFile)(
      initdb,
      [
        `--pgdata=${aside}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        // without these the encoding follows LANG, and is SQL_ASCII where there is none
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      // TZ: initdb would try every zone to find the one of this machine
      { cwd: aside, env: { TZ: 'UTC', LC_ALL: 'C' }, ...account },
    );
    await rename(aside, dataDirectory);
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
  } finally {
    await rm(passwordFile, { force: true });
    await rm(aside, { recursive: true, force: true });
  }
}
