import type { FoundFile } from '../fulfilment/processor.ts';
import { sha256 } from '../kernel/digest.ts';
import { newId, type RequestId } from '../kernel/ids.ts';
import type { CoreSettings } from './core-settings.ts';
import type { FoundFileRow } from './file-ports.ts';
import type { Store } from './ports.ts';

export const MOST_BYTES = 25 * 1024 * 1024;
/** Of all files of one request. */
export const MOST_BYTES_TOGETHER = 500 * 1024 * 1024;
/** What one statement stores of a file, so that none takes long. */
const PART_BYTES = 256 * 1024;

/** In `unsearched` of a coverage: files that are not in the copy because of their size. */
export const FILES_LEFT_OUT = 'large_files';

export interface TakenFiles {
  /** To be kept when the search is recorded. */
  readonly ids: readonly string[];
  /** So many were too large, each or together. */
  readonly leftOut: number;
}

export interface FileTaker {
  take(file: FoundFile): Promise<void>;
  taken(): TakenFiles;
}

/** Stores the files of one search as they come; one that is there already is not stored twice. */
export async function takeFiles(
  { store, clock }: Pick<CoreSettings, 'store' | 'clock'>,
  requestId: RequestId,
  source: string,
): Promise<FileTaker> {
  const before = await store.transaction((tx) => tx.requests.files(requestId));
  const own = before.filter((file) => file.source === source);
  const ids = new Set<string>();
  let together = before.reduce((sum, file) => (file.source === source ? sum : sum + file.bytes), 0);
  let leftOut = 0;

  async function write({ bytes: content, ...file }: FoundFile, hash: string): Promise<string> {
    const id = newId();
    const parts = Math.ceil(content.length / PART_BYTES);
    const row = { ...file, id, requestId, source, bytes: content.length, parts };
    await store.transaction((tx) => tx.requests.beginFile(row, clock.now()));
    for (let part = 0; part < parts; part += 1) {
      const piece = content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
      await store.transaction((tx) => tx.requests.addFilePart(id, part, piece));
    }
    await store.transaction((tx) => tx.requests.completeFile(id, hash));
    return id;
  }

  return {
    async take(file) {
      const size = file.bytes.length;
      if (size > MOST_BYTES || together + size > MOST_BYTES_TOGETHER) {
        leftOut += 1;
        return;
      }
      const hash = sha256(file.bytes);
      const known = own.find(
        (one) => one.recordRef === file.recordRef && one.name === file.name && one.sha256 === hash,
      );
      const id = known?.id ?? (await write(file, hash));
      if (!ids.has(id)) together += size;
      ids.add(id);
    },
    taken: () => ({ ids: [...ids], leftOut }),
  };
}

/** The file as it was found, one stored part after the other. Throws when a part is gone: less is not the file. */
export function foundFileBytes(
  store: Store,
  { id, parts }: Pick<FoundFileRow, 'id' | 'parts'>,
): () => AsyncIterable<Uint8Array> {
  return async function* () {
    for (let part = 0; part < parts; part += 1) {
      const bytes = await store.transaction((tx) => tx.requests.filePart(id, part));
      if (bytes === undefined) throw new Error('a found file was removed while it was read');
      yield bytes;
    }
  };
}
