import { constants } from 'node:fs';
import { access, type FileHandle, open, readFile, realpath, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createDataFolder } from './data-folder.ts';
import { hasCode } from './error-code.ts';
import { withFileLock } from './file-lock.ts';

const PRIVATE = 0o600;
const NEW_LINE = 10;

/** A file of lines, readable by its owner only; processes that write it wait for each other. */
export interface AppendFile {
  /** Resolves when the line has reached the disk. A line that was cut off before stays a line of its own. */
  append(line: string): Promise<void>;
  /** Puts these lines in the place of all, at one instant; nothing when they are the same. */
  rewrite(change: (lines: readonly string[]) => readonly string[]): Promise<void>;
  /** Its lines, the last one perhaps cut off; none when there is no file. */
  lines(): Promise<readonly string[]>;
  /** Whether it is there, and why it cannot be written; null when it can. */
  check(): Promise<{ readonly exists: boolean; readonly problem: string | null }>;
}

/** Nothing is made before the first line is written. */
export function appendFile(file: string): AppendFile {
  const folder = dirname(file);

  /** On the file itself, whichever link leads to it. */
  async function locked(work: (target: string) => Promise<void>): Promise<void> {
    await createDataFolder(folder);
    const exists = (await reach(file, constants.F_OK)) === null;
    const target = exists ? await realpath(file) : file;
    await withFileLock(`${target}.lock`, () => work(target));
  }

  async function lines(): Promise<readonly string[]> {
    try {
      return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
      throw error;
    }
  }

  return {
    lines,

    append: (line) =>
      locked(async () => {
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
      }),

    rewrite: (change) =>
      locked(async (target) => {
        const before = await lines();
        const after = change(before);
        if (after.length === before.length && after.every((line, i) => line === before[i])) return;
        await replaceFile(target, after.map((line) => `${line}\n`).join(''));
      }),

    async check() {
      const exists = (await reach(file, constants.F_OK)) === null;
      const closed = exists ? await reach(file, constants.R_OK | constants.W_OK) : null;
      return { exists, problem: closed ?? (await makable(folder)) };
    },
  };
}

async function endsWhole(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return true;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === NEW_LINE;
}

/** Whoever reads finds the old content or the new, also after a crash at any moment. One at a time. */
async function replaceFile(file: string, content: string): Promise<void> {
  const beside = `${file}.new`;
  const handle = await open(beside, 'w', PRIVATE);
  try {
    await handle.chmod(PRIVATE);
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  await syncFolder(dirname(file));
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
