import { hkdfSync, randomBytes } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { type FileHandle, link, open, rm, stat, unlink } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { ok, type Result, refuse } from '../../core/kernel/result.ts';
import { hasCode } from '../error-code.ts';
import type { SecretKey } from '../secret-key.ts';
import type { BackupLine } from './dump-tables.ts';
import { openPieces, sealPieces } from './sealed-pieces.ts';

export type BackupFileRefusal =
  | 'backup.file_exists'
  | 'backup.file_missing'
  | 'backup.not_a_backup'
  | 'backup.other_key'
  | 'backup.damaged';

const FORMAT = 'privacybalie backup 1';
const SALT_BYTES = 16;
const MAX_HEADER = 1_000;
const NEW_LINE = 10;
const PRIVATE = 0o600;
const HEADER = z.strictObject({
  format: z.literal(FORMAT),
  at: z.iso.datetime(),
  key: z.string(),
  salt: z.string(),
});

export interface OpenedBackup {
  readonly at: Date;
  /** From the start, each time that it is asked. Throws BrokenSeal where the file is not as it was written. */
  lines(): AsyncIterable<BackupLine>;
}

/**
 * Writes a sealed backup, whole or not at all; a file that is there is never overwritten, what a crash left of an earlier
 * try is. The key is derived from the
 * secret of the install for this one file.
 */
export async function writeBackup(
  file: string,
  secret: SecretKey,
  at: Date,
  lines: AsyncIterable<BackupLine>,
): Promise<Result<null, 'backup.file_exists'>> {
  const salt = randomBytes(SALT_BYTES);
  const header = Buffer.from(
    `${JSON.stringify({ format: FORMAT, at: at.toISOString(), key: secret.fingerprint, salt: salt.toString('base64') })}\n`,
  );
  const aside = `${file}.partial`;
  await rm(aside, { force: true });
  const handle = await create(aside);
  if (handle === undefined) return refuse('backup.file_exists', { file: aside });
  const own = await handle.stat();
  try {
    try {
      await handle.appendFile(header);
      const packed = pipeline(Readable.from(written(lines)), createGzip(), () => undefined);
      for await (const piece of sealPieces(keyOf(secret, salt), header, packed))
        await handle.appendFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!(await isSame(aside, own))) return refuse('backup.file_exists', { file: aside });
    // Unlike a renaming, a link never takes the place of another file.
    await link(aside, file);
    return ok(null);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return refuse('backup.file_exists', { file });
    throw error;
  } finally {
    if (await isSame(aside, own)) await unlink(aside);
  }
}

/** Reads the header and finds the key; nothing of the content is read yet. */
export async function openBackup(
  file: string,
  secret: SecretKey,
): Promise<Result<OpenedBackup, BackupFileRefusal>> {
  const header = await readHeader(file);
  if (!header.ok) return header;
  const { bytes, at, key, salt } = header.value;
  const found = [secret, ...secret.previous].find(({ fingerprint }) => fingerprint === key);
  if (found === undefined) return refuse('backup.other_key');
  const fileKey = keyOf(found, Buffer.from(salt, 'base64'));
  return ok({
    at: new Date(at),
    async *lines() {
      const sealed = createReadStream(file, { start: bytes.length });
      const opened = Readable.from(openPieces(fileKey, bytes, sealed));
      const text = pipeline(opened, createGunzip(), () => undefined);
      for await (const line of linesOf(text)) yield read(line);
    },
  });
}

async function readHeader(
  file: string,
): Promise<
  Result<z.output<typeof HEADER> & { readonly bytes: Buffer }, 'backup.file_missing' | 'backup.not_a_backup'>
> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAX_HEADER), 0, MAX_HEADER, 0);
      const end = buffer.subarray(0, bytesRead).indexOf(NEW_LINE);
      const bytes = buffer.subarray(0, end + 1);
      const parsed = HEADER.safeParse(end < 0 ? undefined : JSON.parse(bytes.toString('utf8')));
      return parsed.success ? ok({ ...parsed.data, bytes }) : refuse('backup.not_a_backup');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('backup.not_a_backup');
    if (hasCode(error, 'ENOENT', 'EISDIR', 'ENOTDIR')) return refuse('backup.file_missing');
    throw error;
  }
}

/** Another backup of the same name may have begun meanwhile, and taken its place. */
async function isSame(file: string, { dev, ino }: Stats): Promise<boolean> {
  try {
    const there = await stat(file);
    return there.dev === dev && there.ino === ino;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

async function create(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'wx', PRIVATE);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return undefined;
    throw error;
  }
}

function keyOf(secret: Pick<SecretKey, 'derive'>, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', secret.derive('backup'), salt, 'backup file', 32));
}

/** Rows are JSON of PostgreSQL, without line breaks in them. */
async function* written(lines: AsyncIterable<BackupLine>): AsyncGenerator<string> {
  for await (const line of lines) yield line.kind === 'row' ? `${line.json}\n` : `#${JSON.stringify(line)}\n`;
}

/** What breaks while it is read is thrown here: readline would end the text instead. */
async function* linesOf(text: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const some of text) {
    const lines = (rest + decoder.write(some)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

const MARK: z.ZodType<Exclude<BackupLine, { readonly kind: 'row' }>> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('migrations'), names: z.array(z.string()).readonly() }),
  z.strictObject({ kind: z.literal('table'), name: z.string(), columns: z.array(z.string()).readonly() }),
  z.strictObject({ kind: z.literal('end'), rows: z.int() }),
]);

function read(line: string): BackupLine {
  return line.startsWith('#') ? MARK.parse(JSON.parse(line.slice(1))) : { kind: 'row', json: line };
}
