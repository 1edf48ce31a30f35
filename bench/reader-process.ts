import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import type { Config } from '../src/config.ts';

/** Runs a script of this folder on a database, started as `npm start` starts the program; answers what it wrote as JSON. */
export async function readInProcess(
  closing: AsyncDisposableStack,
  script: 'gather-reader.ts' | 'package-reader.ts',
  open: { readonly connectionString: string; readonly config: Pick<Config, 'dataDir'> },
  ...args: readonly string[]
): Promise<unknown> {
  const child = spawn(
    process.execPath,
    [
      '--max-semi-space-size=16',
      join(import.meta.dirname, script),
      open.connectionString,
      open.config.dataDir,
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  closing.defer(() => {
    child.kill();
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    said += piece;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${script} did not end`);
  return JSON.parse(said);
}
