import type { FoundRecord } from '../fulfilment/processor.ts';
import type { RequestId } from '../kernel/ids.ts';
import type { SearchRow } from './rows.ts';

/** A search without its records, which are in so many pieces; none when they were purged. */
export type SearchHead = Omit<SearchRow, 'records'> & { readonly pieces: number };

/** The records of searches some hundreds at a time, for who reads them one by one. */
export interface FoundRecordRepository {
  searchHeads(id: RequestId): Promise<readonly SearchHead[]>;
  /** One piece, counted from 0; undefined when it is not there. */
  recordsAt(id: RequestId, source: string, place: number): Promise<readonly FoundRecord[] | undefined>;
}
