import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopCluster } from '../../src/platform/postgres-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseFolder: string;
  }
}

const PREFIX = 'privacybalie-test-';
const OF_RUN = new RegExp(`^${PREFIX}(\\d+)-`);
/** A file system in memory, on Linux; a container may give it hardly anything. */
const MEMORY = '/dev/shm';
const ENOUGH = 4 * 2 ** 30;

/** One PostgreSQL for a whole run: the first test file that needs it starts it here, the end of the run stops it. */
export default async function databaseFolder(project: TestProject): Promise<() => Promise<void>> {
  await removeOrphans();
  const folder = await mkdtemp(join(await place(), `${PREFIX}${process.pid}-`));
  await chmod(folder, 0o711);
  project.provide('databaseFolder', folder);
  return () => remove(folder);
}

/** In memory where there is room: of every second of PostgreSQL's, files made and removed took a good part. */
async function place(): Promise<string> {
  return (await freeIn(MEMORY)) > ENOUGH ? MEMORY : tmpdir();
}

async function freeIn(folder: string): Promise<number> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
}

async function remove(folder: string): Promise<void> {
  await stopCluster(join(folder, 'postgres'));
  await rm(folder, { recursive: true, force: true });
}

/** A run that was killed leaves its PostgreSQL behind; the next one clears it away. */
async function removeOrphans(): Promise<void> {
  for (const folder of [MEMORY, tmpdir()])
    for (const name of await readdir(folder).catch(() => [])) {
      const [, pid] = OF_RUN.exec(name) ?? [];
      if (pid !== undefined && !isAlive(Number(pid))) await remove(join(folder, name));
    }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
