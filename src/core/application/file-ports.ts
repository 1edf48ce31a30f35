import type { RequestId } from '../kernel/ids.ts';

/** A file that belongs to a found record. */
export interface FoundFileRow {
  readonly id: string;
  readonly requestId: RequestId;
  readonly source: string;
  /** `ref` of its record. */
  readonly recordRef: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly parts: number;
}

/** Files are stored part by part while a search goes on, and count from when it is recorded. */
export interface FoundFileRepository {
  beginFile(file: Omit<FoundFileRow, 'sha256'>, now: Date): Promise<void>;
  addFilePart(id: string, part: number, bytes: Uint8Array): Promise<void>;
  completeFile(id: string, sha256: string): Promise<void>;
  /** Those that count, of a request. */
  files(id: RequestId): Promise<readonly FoundFileRow[]>;
  filePart(id: string, part: number): Promise<Uint8Array | undefined>;
  /**
   * From now on these count of a source; `adding`: beside those that did. All others of it go. Throws when one of them is
   * not there whole.
   */
  keepFiles(id: RequestId, source: string, files: readonly string[], adding: boolean): Promise<void>;
}

/** How far a search is, for who waits. */
export interface ProgressRepository {
  noteProgress(id: RequestId, source: string, scanned: number, now: Date): Promise<void>;
  endProgress(id: RequestId, source: string): Promise<void>;
  progress(
    id: RequestId,
  ): Promise<readonly { readonly source: string; readonly scanned: number; readonly at: Date }[]>;
}
