import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasCode } from './error-code.ts';

/** What `postmaster.pid` says of the PostgreSQL that runs, or ran, on a data directory. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** Undefined when there is no file, or one that is not completely written yet. */
export async function readPostmasterFile(dataDirectory: string): Promise<Postmaster | undefined> {
  try {
    const lines = (await readFile(fileIn(dataDirectory), 'utf8')).split('\n');
    const pid = Math.abs(Number(lines[0]));
    return pid > 0 ? { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Whether that process lives and is the PostgreSQL of this data directory, not one that got its number later. */
export async function isRunning(pid: number, dataDirectory: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  return process.platform === 'linux' ? worksIn(pid, dataDirectory) : namesIt(pid, dataDirectory);
}

/** A postmaster's working directory is its data directory. */
async function worksIn(pid: number, dataDirectory: string): Promise<boolean> {
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(dataDirectory));
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'EACCES', 'EPERM', 'ESRCH')) return false;
    throw error;
  }
}

async function namesIt(pid: number, dataDirectory: string): Promise<boolean> {
  if (process.platform === 'win32') return true;
  const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command=']).catch(() => ({
    stdout: '',
  }));
  return stdout.includes(dataDirectory);
}

/** Above the highest number that a system gives out (Linux: 2^22). */
const NOBODYS_PID = 2 ** 22 + 1;

/**
 * Lets PostgreSQL start although another process got the number in a stale file, as happens after a restart of
 * a container. Only the number is replaced: by the rest of the file PostgreSQL still checks that no backend of
 * the dead server is left, and removing the file would skip that.
 */
export async function disownStaleFile(dataDirectory: string, pid: number): Promise<void> {
  if (!isAlive(pid)) return; // PostgreSQL sees that by itself
  const [, ...rest] = (await readFile(fileIn(dataDirectory), 'utf8')).split('\n');
  await writeFile(fileIn(dataDirectory), [NOBODYS_PID, ...rest].join('\n'));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function fileIn(dataDirectory: string): string {
  return join(dataDirectory, 'postmaster.pid');
}
