import { existsSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Config } from '../config.ts';
import { type Finding, found } from './finding.ts';

const WRITABLE_BY_OTHERS = 0o022;
const READABLE_BY_OTHERS = 0o077;
const GB = 1_000_000_000;
const LOW_GB = 2;
const FULL_GB = 0.2;

/** The folder of the data, who may get into it, the room on its disk, and where the list of erasures stands (R33). */
export async function doctorFiles({
  dataDir: folder,
  erasureLedger: file,
  mode,
}: Pick<Config, 'dataDir' | 'erasureLedger' | 'mode'>): Promise<readonly Finding[]> {
  if (!existsSync(folder)) return [found('folder', 'wrong', 'doctor:folder.absent', { folder })];
  return [await rights(folder), await room(folder), ...place(folder, file, mode)];
}

async function rights(folder: string): Promise<Finding> {
  // Windows has no such rights.
  if (process.platform === 'win32') return found('folder', 'ok', 'doctor:folder.fine', { folder });
  const key = join(folder, 'secret-key');
  if (existsSync(key) && ((await stat(key)).mode & READABLE_BY_OTHERS) !== 0)
    return found('folder', 'wrong', 'doctor:folder.secret_open', { file: key });
  return ((await stat(folder)).mode & WRITABLE_BY_OTHERS) === 0
    ? found('folder', 'ok', 'doctor:folder.fine', { folder })
    : found('folder', 'wrong', 'doctor:folder.open', { folder });
}

async function room(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const size = (bavail * bsize) / GB;
  const free = size.toFixed(1);
  if (size < FULL_GB) return found('disk', 'wrong', 'doctor:disk.full', { free });
  return size < LOW_GB
    ? found('disk', 'warning', 'doctor:disk.low', { free })
    : found('disk', 'ok', 'doctor:disk.fine', { free });
}

function place(folder: string, file: string, mode: Config['mode']): readonly Finding[] {
  if (isUnder(join(folder, 'postgres'), file))
    return [found('ledger', 'wrong', 'doctor:ledger.in_database', { file })];
  return mode === 'live' && isUnder(folder, file)
    ? [found('ledger', 'warning', 'doctor:ledger.beside', { file })]
    : [];
}

function isUnder(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '' && !path.startsWith('..');
}
