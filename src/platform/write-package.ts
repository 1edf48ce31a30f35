import { createHash } from 'node:crypto';
import { PassThrough, Readable, Transform } from 'node:stream';
import { ZipArchive } from 'archiver';
import { stringify } from 'csv-stringify';

/** A file as data. A table's cells that a spreadsheet would execute are made harmless. */
export type PackagePart =
  | { readonly name: string; readonly kind: 'text'; readonly text: string }
  | { readonly name: string; readonly kind: 'json'; readonly value: unknown }
  | {
      readonly name: string;
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: Iterable<readonly string[]>;
    };

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
  parts: Iterable<PackagePart>,
  createdAt: Date,
): AsyncIterable<Uint8Array> {
  const archive = new ZipArchive({ zlib: { level: 6 } });
  const output = new PassThrough();
  archive.pipe(output);
  archive.on('error', (error: Error) => output.destroy(error));
  const written = fill(archive, parts, createdAt);
  written.catch((error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error('package failed')),
  );
  for await (const chunk of output) yield chunk;
  await written;
}

async function fill(archive: ZipArchive, parts: Iterable<PackagePart>, createdAt: Date): Promise<void> {
  const manifest: ManifestEntry[] = [];
  for (const part of parts) manifest.push(await addPart(archive, part, createdAt));
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
    const content = contentOf(part);
    content.on('error', reject);
    count.on('error', reject);
    archive.append(content.pipe(count), { name: part.name, date: createdAt });
  });
}

function contentOf(part: PackagePart): Readable {
  switch (part.kind) {
    case 'text':
      return Readable.from([Buffer.from(part.text)]);
    case 'json':
      return Readable.from([Buffer.from(`${JSON.stringify(part.value, null, 2)}\n`)]);
    default:
      // Excel reads a CSV as UTF-8 only with a byte order mark.
      return Readable.from(rowsOf(part)).pipe(
        stringify({ delimiter: ';', escape_formulas: true, bom: true, record_delimiter: '\r\n' }),
      );
  }
}

function* rowsOf(part: Extract<PackagePart, { kind: 'table' }>): Iterable<string[]> {
  yield [...part.head];
  for (const row of part.rows) yield [...row];
}
