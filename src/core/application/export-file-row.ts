/** A dropped export of a source without API, without its bytes. */
export interface ExportFileRow {
  readonly id: string;
  readonly source: string;
  readonly sha256: string;
  readonly fingerprint: string;
  readonly rowCount: number;
  readonly header: readonly string[];
  /** The first rows, by which a person recognises the columns. */
  readonly sample: readonly (readonly string[])[];
  /** First and last order day, when the columns say which they are. */
  readonly period: readonly [string, string] | null;
  /** In how many parts its bytes are stored. */
  readonly parts: number;
  readonly uploadedAt: Date;
  readonly uploadedBy: string;
}
