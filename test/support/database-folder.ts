import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopCluster } from '../../src/platform/postgres-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseFolder: string;
  }
}

/** One PostgreSQL for a whole run: the first test file that needs it starts it here, the end of the run stops it. */
export default async function databaseFolder(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'privacybalie-test-'));
  await chmod(folder, 0o711);
  project.provide('databaseFolder', folder);
  return async () => {
    await stopCluster(join(folder, 'postgres'));
    await rm(folder, { recursive: true, force: true });
  };
}
