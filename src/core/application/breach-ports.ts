import type { BreachNote, BreachOrigin } from '../register/breach-record.ts';

/** A breach that the shop knows of (AVG 33(5)); it names nobody and no request. */
export interface BreachRow {
  readonly id: string;
  readonly origin: BreachOrigin;
  /** From then on the hours of AVG 33(1) run. */
  readonly awareAt: Date;
  readonly recordedAt: Date;
  readonly by: string;
  /** Oldest first. */
  readonly entries: readonly BreachEntryRow[];
}

export interface BreachEntryRow {
  readonly at: Date;
  readonly by: string;
  /** Null when it does not open. */
  readonly note: BreachNote | null;
}

export interface BreachRepository {
  /** False when it is there already. */
  add(breach: Omit<BreachRow, 'entries'>): Promise<boolean>;
  /** The caller holds the breach's lock, or has just made it. */
  write(entry: {
    readonly breachId: string;
    readonly at: Date;
    readonly by: string;
    readonly note: BreachNote;
  }): Promise<void>;
  /** Locked until the end of the transaction. */
  lock(id: string): Promise<BreachRow | undefined>;
  byId(id: string): Promise<BreachRow | undefined>;
  /** Newest first. */
  list(limit: number): Promise<readonly BreachRow[]>;
}
