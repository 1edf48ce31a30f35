import { createCipheriv, createDecipheriv } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const TAG_BYTES = 16;
const PIECE_BYTES = 1024 * 1024;
const LENGTH_BYTES = 4;

export class BrokenSeal extends Error {
  constructor() {
    super('the backup was cut off or changed, or is sealed with another key');
    this.name = 'BrokenSeal';
  }
}

/**
 * Seals a stream in pieces, each by itself: none can be changed, moved, left out or cut off unseen, and none is read
 * before it was proven. The key is of this one file, so a piece's number can be its nonce (NIST SP 800-38D, 8.2.1).
 */
export async function* sealPieces(
  key: Uint8Array,
  header: Uint8Array,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let waiting = Buffer.alloc(0);
  let index = 0;
  for await (const some of content) {
    waiting = Buffer.concat([waiting, some]);
    while (waiting.length > PIECE_BYTES) {
      yield seal(key, header, index, false, waiting.subarray(0, PIECE_BYTES));
      waiting = waiting.subarray(PIECE_BYTES);
      index += 1;
    }
  }
  yield seal(key, header, index, true, waiting);
}

/** The reverse. Throws BrokenSeal at the first piece that is not as it was sealed. */
export async function* openPieces(
  key: Uint8Array,
  header: Uint8Array,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let waiting = Buffer.alloc(0);
  let index = 0;
  let ended = false;
  for await (const some of sealed) {
    waiting = Buffer.concat([waiting, some]);
    for (let size = sizeOf(waiting); size !== undefined; size = sizeOf(waiting)) {
      if (ended) throw new BrokenSeal();
      const piece = waiting.subarray(LENGTH_BYTES, LENGTH_BYTES + size);
      waiting = waiting.subarray(LENGTH_BYTES + size);
      const opened = open(key, header, index, piece);
      ended = opened.last;
      index += 1;
      yield opened.content;
    }
  }
  if (!ended || waiting.length > 0) throw new BrokenSeal();
}

/** Of the piece at the front, when all of it is there. */
function sizeOf(waiting: Buffer): number | undefined {
  if (waiting.length < LENGTH_BYTES) return undefined;
  const size = waiting.readUInt32BE(0);
  if (size > PIECE_BYTES + TAG_BYTES + 1 || size < TAG_BYTES + 1) throw new BrokenSeal();
  return waiting.length < LENGTH_BYTES + size ? undefined : size;
}

function nonce(index: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(BigInt(index), 4);
  return bytes;
}

function seal(key: Uint8Array, header: Uint8Array, index: number, last: boolean, content: Buffer): Buffer {
  const flag = Buffer.of(last ? 1 : 0);
  const cipher = createCipheriv(ALGORITHM, key, nonce(index)).setAAD(Buffer.concat([header, flag]));
  const body = Buffer.concat([flag, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

function open(key: Uint8Array, header: Uint8Array, index: number, piece: Buffer) {
  const flag = piece.subarray(0, 1);
  const decipher = createDecipheriv(ALGORITHM, key, nonce(index), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.concat([header, flag])).setAuthTag(piece.subarray(-TAG_BYTES));
  try {
    const content = Buffer.concat([decipher.update(piece.subarray(1, -TAG_BYTES)), decipher.final()]);
    return { last: flag[0] === 1, content };
  } catch {
    throw new BrokenSeal();
  }
}
