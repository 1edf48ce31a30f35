import type { Actor } from '../approval/staff-channel.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Result } from '../kernel/result.ts';
import type { ErasedCase } from '../register/erasure-receipt.ts';

/** Records that a law keeps after an erasure, without whose they are (R33). */
export interface HoldView {
  readonly id: string;
  readonly source: string;
  readonly category: string;
  readonly count: number;
  readonly ground: string;
  readonly until: CalendarDay;
}

export interface ErasureOverview {
  /** Soonest end first. */
  readonly holds: readonly HoldView[];
  /** Addresses whose old rows may not come back. */
  readonly blocks: number;
  readonly mailStops: number;
  readonly ledger: {
    readonly exists: boolean;
    /** Why it cannot be written; null when it can. */
    readonly problem: string | null;
    readonly entries: number;
    readonly damaged: number;
  };
}

/** What stays after an erasure, and what can be asked of it. Nothing here says who was erased. */
export interface Erasures {
  overview(): Promise<ErasureOverview>;
  /** Whether advertising may go to an address, as far as people objected to it here (AVG 21(3)). */
  mayMail(address: string): Promise<Result<boolean, 'address.invalid'>>;
  /** What a receipt says when this desk gave it to this address; empty: to nobody's address. */
  checkReceipt(receipt: string, address: string): Promise<Result<ErasedCase, 'receipt.unknown'>>;
  /** Of a request to erase that was carried out; undefined for any other. */
  receipt(requestId: string, by: Actor): Promise<string | undefined>;
}
