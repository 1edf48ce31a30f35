import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

const { PROCESSOR_SPECS: folder } = process.env;
if (folder === undefined) console.log('The specifications were not tried: PROCESSOR_SPECS names no folder');
else if (!existsSync(folder)) {
  console.error('PROCESSOR_SPECS names a folder that is not there');
  process.exitCode = 1;
} else {
  const args = ['run', '--config', 'vitest.specs.config.ts', ...process.argv.slice(2)];
  process.exitCode = spawnSync('vitest', args, { stdio: 'inherit' }).status ?? 1;
}
