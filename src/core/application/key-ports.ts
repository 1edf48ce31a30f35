import type { SearchKey } from '../fulfilment/search-keys.ts';
import type { RequestId } from '../kernel/ids.ts';

/** The values that the searches of a request met; whoever writes holds the request's lock. */
export interface KeyRepository {
  /** Those that may be searched with first, in their order. */
  keys(id: RequestId): Promise<readonly SearchKey[]>;
  /** `decidedBy`: `staff:<id>`, of what a person said about them. */
  saveKeys(id: RequestId, keys: readonly SearchKey[], now: Date, decidedBy?: string | null): Promise<void>;
}
