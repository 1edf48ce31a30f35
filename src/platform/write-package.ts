import { createHash } from 'node:crypto';
import { PassThrough, pipeline, Readable, Transform } from 'node:stream';
import { ZipArchive } from 'archiver';
import type { PackagePart } from '../core/kernel/package-part.ts';
import { spareMemory } from './spare-memory.ts';
import { writeTable } from './write-table.ts';

interface ManifestEntry {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The parts as one ZIP, written while it is read: no part is held whole. The last entry, `manifest.json`, lists every
 * file with its size and SHA-256.
 */
export async function* writePackage(
  parts: Iterable<PackagePart> | AsyncIterable<PackagePart>,
  createdAt: Date,
): AsyncIterable<Uint8Array> {
  const endSparing = spareMemory();
  const archive = new ZipArchive({ zlib: { level: 6 } });
  const output = new PassThrough();
  archive.pipe(output);
  archive.on('error', (error: Error) => output.destroy(error));
  const written = fill(archive, parts, createdAt);
  written.catch((error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error('package failed')),
  );
  try {
    for await (const chunk of output) yield chunk;
    await written;
  } finally {
    // A reader that went away: nothing more is made.
    archive.abort();
    endSparing();
  }
}

async function fill(
  archive: ZipArchive,
  parts: Iterable<PackagePart> | AsyncIterable<PackagePart>,
  createdAt: Date,
): Promise<void> {
  const manifest: ManifestEntry[] = [];
  for await (const part of parts) manifest.push(await addPart(archive, part, createdAt));
  archive.append(JSON.stringify({ createdAt: createdAt.toISOString(), files: manifest }, null, 2), {
    name: 'manifest.json',
    date: createdAt,
  });
  await archive.finalize();
}

function addPart(archive: ZipArchive, part: PackagePart, createdAt: Date): Promise<ManifestEntry> {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    let bytes = 0;
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        bytes += chunk.length;
        done(null, chunk);
      },
      flush(done) {
        resolve({ name: part.name, bytes, sha256: hash.digest('hex') });
        done();
      },
    });
    // a failure of any of them ends all of them, and nobody waits for what does not come
    const failed = (error: Error | null | undefined) => (error ? reject(error) : undefined);
    if (part.kind === 'table') pipeline(Readable.from(writeTable(rowsOf(part))), count, failed);
    else if (part.kind === 'file') pipeline(Readable.from(part.content()), count, failed);
    else pipeline(Readable.from(textOf(part)), count, failed);
    archive.append(count, { name: part.name, date: createdAt });
  });
}

const CHUNK = 64 * 1024;

/** In large pieces: a stream of single lines costs more than what is in them. */
async function* textOf({ text }: Extract<PackagePart, { kind: 'text' }>): AsyncIterable<Buffer> {
  let gathered = '';
  for await (const piece of typeof text === 'string' ? [text] : text()) {
    gathered += piece;
    if (gathered.length < CHUNK) continue;
    yield Buffer.from(gathered);
    gathered = '';
  }
  yield Buffer.from(gathered);
}

async function* rowsOf({
  head,
  rows,
}: Extract<PackagePart, { kind: 'table' }>): AsyncIterable<readonly string[]> {
  yield head;
  yield* rows;
}
