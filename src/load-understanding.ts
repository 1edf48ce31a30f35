import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Learned, learn, understandWith } from './core/understanding/train-understanding.ts';
import type { Understand } from './core/understanding/understanding.ts';
import { COLUMNS } from './core/understanding/word-features.ts';
import { loadPhrases } from './platform/load-phrases.ts';

const LOCALES = join(import.meta.dirname, '..', 'locales');
const READER = join(import.meta.dirname, 'core', 'understanding');

/**
 * The reader of messages. What it learns from the phrases is kept in `folder` under a name that changes with the
 * phrases and with the code that learns, so that only the first start after a change spends the time.
 */
export async function loadUnderstanding(folder: string): Promise<Understand> {
  const make = await prepared(folder);
  return make();
}

/** The same, put together when the first message is read: most commands beside the desk read none. */
export async function understandingOnDemand(folder: string): Promise<Understand> {
  const make = await prepared(folder);
  let made: Understand | undefined;
  return (input) => {
    made ??= make();
    return made(input);
  };
}

async function prepared(folder: string): Promise<() => Understand> {
  const phrases = await loadPhrases(LOCALES);
  const file = join(folder, `classifier-${await versionOf(phrases)}.bin`);
  const kept = await readLearned(file);
  if (kept !== undefined) return () => understandWith(phrases, kept);
  const learned = learn(phrases);
  await keep(folder, file, learned);
  return () => understandWith(phrases, learned);
}

async function versionOf(phrases: object): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(phrases));
  for (const name of (await readdir(READER)).sort()) hash.update(await readFile(join(READER, name)));
  return hash.digest('hex').slice(0, 16);
}

/**
 * The rarities, four bytes with the length of the weights, the weights, and the words as JSON; undefined when it is not
 * that.
 */
async function readLearned(file: string): Promise<Learned | undefined> {
  const content = await readFile(file).catch(() => undefined);
  const start = 4 * COLUMNS + 4;
  if (content === undefined || content.length < start) return undefined;
  const end = start + content.readUInt32LE(start - 4);
  if (content.length <= end) return undefined;
  const bytes = new Uint8Array(content);
  const rarity = new Float32Array(bytes.buffer, 0, COLUMNS);
  const weights = new Int8Array(bytes.buffer, start, end - start);
  const words: unknown = JSON.parse(content.toString('utf8', end));
  return Array.isArray(words) && words.every((word) => typeof word === 'string')
    ? { weights, rarity, words }
    : undefined;
}

/** Written beside and renamed: two programs that start together never read half a file, nor miss that of the other. */
async function keep(folder: string, file: string, { weights, rarity, words }: Learned): Promise<void> {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(weights.byteLength);
  await mkdir(folder, { recursive: true });
  for (const old of await readdir(folder))
    if (/^classifier-.*\.bin$/.test(old) && old !== basename(file))
      await rm(join(folder, old), { force: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(
    unfinished,
    Buffer.concat([
      new Uint8Array(rarity.buffer),
      length,
      new Uint8Array(weights.buffer),
      Buffer.from(JSON.stringify(words)),
    ]),
  );
  await rename(unfinished, file);
}
