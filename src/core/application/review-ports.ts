import type { PastCustomer } from '../fulfilment/past-customers.ts';

/** People past the two-year promise in one export, as a plan to erase them (R32). */
export interface ReviewRow {
  readonly id: string;
  readonly source: string;
  readonly madeAt: Date;
  readonly status: 'open' | 'approved' | 'done';
  /** Empty once it was carried out, or when its own term is over. */
  readonly people: readonly PastCustomer[];
  readonly count: number;
  readonly orders: number;
  readonly held: number;
  readonly approvedBy: string | null;
  /** Until then it can be stopped (R19). */
  readonly startsAt: Date | null;
  readonly steps: readonly string[];
  readonly done: readonly string[];
}

export interface ReviewRepository {
  /** In the place of the one of this source that nobody has approved. */
  add(review: ReviewRow): Promise<void>;
  /** Locked until the end of the transaction. */
  lock(id: string): Promise<ReviewRow | undefined>;
  save(review: ReviewRow): Promise<void>;
  /** Of proven addresses, by their keyed hash: the last message that no request ran beside, and whether one is open. */
  contacts(
    hashes: readonly string[],
  ): Promise<readonly { readonly hash: string; readonly open: boolean; readonly wroteAt: Date | null }[]>;
  /** When people past the promise were last looked for; before the first time, when this desk began. */
  lastLook(source: string): Promise<Date | undefined>;
}
