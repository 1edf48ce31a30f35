import type { ExportFileRow } from './rows.ts';

export interface ExportRepository {
  /** A file whose parts follow; it is not there for anybody until it is complete. */
  begin(file: Omit<ExportFileRow, 'sha256'>): Promise<void>;
  addPart(id: string, part: number, bytes: Uint8Array): Promise<void>;
  complete(id: string, sha256: string): Promise<void>;
  part(id: string, part: number): Promise<Uint8Array | undefined>;
  /** Complete files, newest first, without their bytes. */
  list(source: string, limit: number): Promise<readonly ExportFileRow[]>;
  byId(id: string): Promise<ExportFileRow | undefined>;
  setPeriod(id: string, period: ExportFileRow['period']): Promise<void>;
  columns(source: string, fingerprint: string): Promise<readonly string[] | undefined>;
  confirmColumns(
    source: string,
    fingerprint: string,
    columns: readonly string[],
    by: string,
    now: Date,
  ): Promise<void>;
}
