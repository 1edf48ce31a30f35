import { setImmediate } from 'node:timers/promises';

/** The bytes of a file from its beginning, piece by piece; may be asked for more than once. */
export type FileBytes = () => AsyncIterable<Uint8Array>;

/** So many bytes are read within a few milliseconds. */
const PIECE_BYTES = 64 * 1024;

/** The same bytes in pieces between which everything else gets its turn: a large file must not hold up a chat. */
export async function* piecewise(bytes: FileBytes): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes())
    for (let at = 0; at < piece.length; at += PIECE_BYTES) {
      yield piece.subarray(at, at + PIECE_BYTES);
      await setImmediate();
    }
}
