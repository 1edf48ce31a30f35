import type { FoundRecord } from '../fulfilment/processor.ts';
import type { RequestId } from '../kernel/ids.ts';
import type { SearchRow } from './rows.ts';

/** A search without its records, which are in so many pieces; none when they were purged. */
export type SearchHead = Omit<SearchRow, 'records'> & { readonly pieces: number };

/** The records of searches some hundreds at a time, for who reads them one by one; long texts by their beginning (shorten-record.ts). */
export interface FoundRecordRepository {
  searchHeads(id: RequestId): Promise<readonly SearchHead[]>;
  /** One piece, counted from 0; undefined when it is not there. */
  recordsAt(id: RequestId, source: string, place: number): Promise<readonly FoundRecord[] | undefined>;
  /** These records of a source with their long texts as they were found; throws when one is gone. */
  whole(id: RequestId, source: string, records: readonly FoundRecord[]): Promise<readonly FoundRecord[]>;
  /** Where the next long texts of this source are to stand. */
  nextTexts(id: RequestId, source: string): Promise<number>;
  /** Stores long texts together, before the records are saved that refer to them. */
  addTexts(id: RequestId, source: string, place: number, texts: readonly string[]): Promise<void>;
  /** Removes the long texts of a source that none of these records refers to; throws when one of theirs is gone. */
  keepTexts(id: RequestId, source: string, records: readonly FoundRecord[]): Promise<void>;
}
