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
  /** People past the promise whose request is answered first. */
  readonly held: number;
  readonly approvedBy: string | null;
  /** Until then it can be stopped (R19). */
  readonly startsAt: Date | null;
  readonly steps: readonly string[];
  readonly done: readonly string[];
}

/** One entry of the log of such a plan, chained to the one before it; without personal data. */
export interface ReviewStep {
  readonly sequence: number;
  readonly at: Date;
  /** `staff:<id>` */
  readonly by: string;
  readonly event: ReviewEvent;
  /** As that person typed it; empty when none was needed. */
  readonly reason: string;
  readonly previousHash: string;
  readonly hash: string;
}

export type ReviewEvent =
  | { readonly type: 'listed'; readonly people: number; readonly orders: number }
  | { readonly type: 'approved'; readonly people: number; readonly orders: number }
  | { readonly type: 'stopped' }
  | { readonly type: 'ticked'; readonly places: readonly string[] }
  | { readonly type: 'carried_out'; readonly people: number };

export interface ReviewRepository {
  /** Refused by the database for a sequence that is there. */
  addStep(reviewId: string, step: ReviewStep): Promise<void>;
  /** Oldest first. */
  steps(reviewId: string): Promise<readonly ReviewStep[]>;
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
