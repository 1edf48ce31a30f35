import type { DriftFinding, FoundData } from '../policy/find-drift.ts';

/** A finding from the day that it was first seen until it was gone. */
export interface DriftRow {
  readonly id: string;
  readonly finding: DriftFinding;
  readonly foundAt: Date;
  readonly goneAt: Date | null;
}

/** Where policy and practice differ, as the register keeps it: parties and kinds of data, nobody's data. */
export interface DriftRows {
  /** Categories that searches brought up, and what the confirmed columns of exports hold. */
  foundData(): Promise<readonly FoundData[]>;
  /** Newest first; `open`: what was still there at the last look. */
  drifts(which: 'open' | 'all', limit: number): Promise<readonly DriftRow[]>;
  /** False when the same finding is open already. */
  addDrift(id: string, finding: DriftFinding, now: Date): Promise<boolean>;
  endDrift(id: string, now: Date): Promise<void>;
}
