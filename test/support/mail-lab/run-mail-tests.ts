import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { whyNoMailLab } from './missing-programs.ts';

const why = whyNoMailLab();
if (why === undefined) {
  const args = ['run', '--config', 'vitest.mail.config.ts', ...process.argv.slice(2)];
  process.exitCode = spawnSync('vitest', args, { stdio: 'inherit' }).status ?? 1;
} else console.log(`The mail servers were not tried: ${why}`);
