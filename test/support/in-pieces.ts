/** A file as it is handed over, in pieces of this many bytes. */
export function inPieces(content: Uint8Array, bytes = 100_000): () => AsyncIterable<Uint8Array> {
  return async function* () {
    for (let at = 0; at < content.length; at += bytes) yield content.subarray(at, at + bytes);
  };
}
