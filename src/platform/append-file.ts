import { constants } from 'node:fs';
import { access, type FileHandle, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createDataFolder } from './data-folder.ts';
import { hasCode } from './error-code.ts';

const PRIVATE = 0o600;
const NEW_LINE = 10;

/** A file of lines that only grows, readable by its owner only. */
export interface AppendFile {
  /** Resolves when the line has reached the disk. A line that was cut off before stays a line of its own. */
  append(line: string): Promise<void>;
  /** Its lines, the last one perhaps cut off; none when there is no file. */
  lines(): Promise<readonly string[]>;
  /** Whether it is there, and why it cannot be written; null when it can. */
  check(): Promise<{ readonly exists: boolean; readonly problem: string | null }>;
}

/** Nothing is made before the first line is written. */
export function appendFile(file: string): AppendFile {
  const folder = dirname(file);
  return {
    async append(line) {
      await createDataFolder(folder);
      const handle = await open(file, 'a+', PRIVATE);
      try {
        await handle.chmod(PRIVATE);
        const separator = (await endsWhole(handle)) ? '' : '\n';
        await handle.appendFile(`${separator}${line}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await syncFolder(folder);
    },

    async lines() {
      try {
        return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
      } catch (error) {
        if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
        throw error;
      }
    },

    async check() {
      const exists = (await reach(file, constants.F_OK)) === null;
      const problem = exists ? await reach(file, constants.R_OK | constants.W_OK) : await makable(folder);
      return { exists, problem };
    },
  };
}

async function endsWhole(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return true;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === NEW_LINE;
}

/** So that a new file is still there after a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function makable(folder: string): Promise<string | null> {
  try {
    await createDataFolder(folder);
  } catch (error) {
    return codeOf(error);
  }
  return reach(folder, constants.W_OK | constants.X_OK);
}

async function reach(path: string, mode: number): Promise<string | null> {
  try {
    await access(path, mode);
    return null;
  } catch (error) {
    return codeOf(error);
  }
}

/** The code alone: a message repeats the path. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
