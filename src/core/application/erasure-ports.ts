import type { KeptRecords } from '../fulfilment/kept-records.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { RequestId } from '../kernel/ids.ts';

export interface HoldRow extends KeptRecords {
  readonly id: string;
}

/** One erasure that was carried out, with what is needed to carry it out again. Nobody's name or address. */
export interface ErasureEntry {
  /** Always the same for the letter that said it. */
  readonly id: string;
  readonly at: Date;
  /** Null when nobody asked: the promise of two years had passed (R32). */
  readonly requestId: RequestId | null;
  /** Keyed hashes of the address, by every secret known then; empty when there was no address. */
  readonly addressHashes: readonly string[];
  /** Last day on which a backup or export may bring the rows back. */
  readonly until: CalendarDay;
  readonly holds: readonly HoldRow[];
  /** Numbers of records at this address that are about somebody else and stayed (R11). */
  readonly othersRecords: readonly string[];
  /** A keyed hash of its own purpose; null when no mail stop was asked. */
  readonly mailStop: string | null;
}

/** An address that wants no advertising any more (AVG 21(3)). It has no last day, as the list of mail stops has none. */
export interface MailStopEntry {
  /** Always the same for this keyed hash. */
  readonly id: string;
  readonly at: Date;
  /** Keyed, of a purpose of its own. */
  readonly mailStop: string;
}

/** What the ledger holds, by kind. */
export interface LedgerContent {
  readonly entries: readonly ErasureEntry[];
  readonly mailStops: readonly MailStopEntry[];
  /** Whole lines that do not open. A line that was cut off while it was written never counted. */
  readonly damaged: number;
}

/** What has to outlive a restore, outside the database and its backups (R33): it is told of these again. */
export interface ErasureLedger {
  /** Resolves when the entry cannot be lost any more. */
  append(entry: ErasureEntry | MailStopEntry): Promise<void>;
  read(): Promise<LedgerContent>;
  /**
   * Removes the erasures whose last day has passed, at one instant; of a mail stop in one that much stays. What does not
   * open stays: nobody knows its day. Answers how many went.
   */
  expire(today: CalendarDay): Promise<number>;
  /** Whether the file is there already, and why it cannot be written; null when it can. */
  check(): Promise<{ readonly exists: boolean; readonly problem: string | null }>;
}

/** The three stores of R33, each for its own purpose. What is there already stays as it is. */
export interface ErasureRepository {
  /** False when this erasure was known. */
  addBlock(
    entry: Pick<ErasureEntry, 'id' | 'addressHashes' | 'at' | 'until' | 'othersRecords'>,
  ): Promise<boolean>;
  /** When this erasure was carried out; undefined when its block is gone. */
  erasedAt(id: string): Promise<Date | undefined>;
  /** The last erasure of each of these keyed hashes; without hashes: of all. */
  blocks(hashes?: readonly string[]): Promise<readonly { readonly hash: string; readonly erasedAt: Date }[]>;
  /** Of every block that still stands. */
  othersRecords(): Promise<readonly string[]>;
  /** The erasures whose last day has not passed. */
  currentBlocks(today: CalendarDay): Promise<readonly string[]>;
  /** Removes the blocks whose last day has passed; answers how many. */
  expireBlocks(today: CalendarDay): Promise<number>;
  /**
   * Of these closed requests the records that were found and the links to them go at once, except a copy that left and
   * that nobody opened: who asks to see and to erase must be able to see first (R21). Open work keeps its records.
   */
  forgetCopies(requests: readonly RequestId[], at: Date): Promise<void>;
  addHold(hold: HoldRow): Promise<void>;
  /** Soonest end first. */
  holds(source?: string): Promise<readonly HoldRow[]>;
  /** Those whose last day has passed. */
  endedHolds(today: CalendarDay): Promise<readonly HoldRow[]>;
  hold(id: string): Promise<HoldRow | undefined>;
  removeHold(id: string): Promise<void>;
  /** Answers how many of them were new. */
  addMailStops(hashes: readonly string[]): Promise<number>;
  /** How many of these keyed hashes are not on the list. */
  unknownMailStops(hashes: readonly string[]): Promise<number>;
  /** Whether any of these keyed hashes wants no advertising. */
  mailStopped(hashes: readonly string[]): Promise<boolean>;
  counts(): Promise<{ readonly blocks: number; readonly mailStops: number }>;
  /** Mails and messages about this request that wait and that nobody may get any more. */
  dropWaiting(request: RequestId): Promise<void>;
}
