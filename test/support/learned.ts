import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Understand } from '../../src/core/understanding/understanding.ts';
import { loadUnderstanding } from '../../src/load-understanding.ts';
import { withFileLock } from '../../src/platform/file-lock.ts';

let loaded: Promise<Understand> | undefined;

/** The reader of messages, learnt once for a whole run and read once by each worker. */
export function learned(): Promise<Understand> {
  const folder = inject('databaseFolder');
  // Workers begin together: the others read what the first one learnt.
  loaded ??= withFileLock(join(folder, 'learning'), () => loadUnderstanding(folder));
  return loaded;
}

/** As if a program had been started on this data before: what is learnt from the phrases lies there already. */
export async function giveLearned(dataDir: string): Promise<void> {
  await learned();
  const folder = inject('databaseFolder');
  for (const name of await readdir(folder))
    if (/^classifier-.*\.bin$/.test(name)) await cp(join(folder, name), join(dataDir, name));
}
