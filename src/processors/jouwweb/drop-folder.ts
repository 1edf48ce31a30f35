import { lstat, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Refusal, Result } from '../../core/kernel/result.ts';

/** Where a file goes that could not be read, under its own name; named in the task that staff get. */
const REFUSED = 'geweigerd';
const PAUSE_MS = 10_000;
/** What programs make beside a file while they write it. */
const UNFINISHED = new Set(['.tmp', '.part', '.partial', '.crdownload', '.download', '.filepart']);

export interface DropPorts {
  readonly folder: string;
  /** A larger file is read no further than this and one byte. */
  readonly maxBytes: number;
  /** Stores it sealed. */
  take(content: Uint8Array): Promise<Result<unknown>>;
  /** What was wrong with a file, for staff. */
  report(refusal: Refusal): Promise<void>;
  /** A fault of the disk or the database; the file stays, and is tried again. */
  onError(error: unknown): void;
}

export interface DropFolder {
  /** Takes in what has not changed since the last look: a file that is still being written is left alone. */
  look(): Promise<void>;
}

/** A folder of which every file is taken in like an upload, and removed once it is stored. Names are kept, and told to nobody. */
export function dropFolder(ports: DropPorts): DropFolder {
  const { folder, maxBytes, take, report, onError } = ports;
  let before = new Map<string, string>();
  /** Taken in, but they could not be removed: once is enough. */
  const left = new Map<string, string>();

  async function takeIn(name: string, mark: string): Promise<void> {
    const path = join(folder, name);
    const content = await readAtMost(path, maxBytes + 1);
    if ((await markOf(path)) !== mark) return;
    const taken = await take(content);
    if (!taken.ok) return putApart(name, mark, taken.refusal);
    try {
      await unlink(path);
    } catch (error) {
      left.set(name, mark);
      onError(error);
      await report({ code: 'export.not_removed' });
    }
  }

  async function putApart(name: string, mark: string, refusal: Refusal): Promise<void> {
    try {
      await mkdir(join(folder, REFUSED), { recursive: true });
      await rename(join(folder, name), await freePath(join(folder, REFUSED), name));
    } catch (error) {
      left.set(name, mark);
      onError(error);
      await report({ code: 'export.not_moved' });
    }
    await report(refusal);
  }

  return {
    async look() {
      const now = new Map<string, string>();
      for (const name of await filesIn(folder)) {
        const mark = await markOf(join(folder, name));
        if (mark === undefined || left.get(name) === mark) continue;
        if (before.get(name) !== mark) {
          now.set(name, mark);
          continue;
        }
        try {
          await takeIn(name, mark);
        } catch (error) {
          now.set(name, mark);
          onError(error);
        }
      }
      before = now;
    },
  };
}

/** Looks until it is stopped; `stop` waits for the file in hand. */
export function watchFolder(drop: DropFolder, onError: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const watching = (async () => {
    while (!signal.aborted) {
      await drop.look().catch(onError);
      await setTimeout(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await watching;
    },
  };
}

/** Plain files only: a link may lead anywhere. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .filter((name) => !/^[.~]/.test(name) && !UNFINISHED.has(extname(name).toLowerCase()))
    .toSorted();
}

/** Changes whenever somebody writes; undefined when it is gone. */
async function markOf(path: string): Promise<string | undefined> {
  try {
    const { size, mtimeMs, ino } = await lstat(path);
    return `${size} ${mtimeMs} ${ino}`;
  } catch {
    return undefined;
  }
}

async function readAtMost(path: string, bytes: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const content = Buffer.alloc(Math.min((await file.stat()).size, bytes));
    let length = 0;
    while (length < content.length) {
      const { bytesRead } = await file.read(content, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return content.subarray(0, length);
  } finally {
    await file.close();
  }
}

/** An earlier refused file of the same name stays. */
async function freePath(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = parse(name);
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : `${stem}-${number}${ext}`);
    if ((await markOf(path)) === undefined) return path;
  }
}
