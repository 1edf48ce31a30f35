import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { hasCode } from './error-code.ts';

/** The Unix user that PostgreSQL runs as; undefined: the one that runs this program. */
export type PostgresAccount = { readonly uid: number; readonly gid: number } | undefined;

/** PostgreSQL refuses to run as root, so root hands it to `postgres`, else to `nobody`. A cluster keeps its owner. */
export async function postgresAccount(dataDirectory: string): Promise<PostgresAccount> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await ownerOf(dataDirectory);
  if (owner !== undefined) return owner;
  const users = parseUsers(await readFile('/etc/passwd', 'utf8'));
  const account = users.get('postgres') ?? users.get('nobody');
  if (account === undefined) throw new Error('/etc/passwd knows neither postgres nor nobody');
  return account;
}

function parseUsers(passwd: string): Map<string, { uid: number; gid: number }> {
  return new Map(
    passwd.split('\n').map((line) => {
      const [name = '', , uid, gid] = line.split(':');
      return [name, { uid: Number(uid), gid: Number(gid) }];
    }),
  );
}

async function ownerOf(folder: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const { uid, gid } = await stat(folder);
    return { uid, gid };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** The outermost folder on the way to `path` that the account may not enter; undefined when the way is free. */
export async function closedFolder(path: string, account: PostgresAccount): Promise<string | undefined> {
  if (account === undefined) return undefined;
  for (const folder of ancestors(resolve(path))) {
    const { mode, uid, gid } = await stat(folder);
    const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & enter) === 0) return folder;
  }
  return undefined;
}

function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...ancestors(parent), path];
}
