import type { DriftFinding } from '../policy/find-drift.ts';
import type { DriftRow } from './drift-ports.ts';

/** Where the shop's policy and what is in use differ (R28). */
export interface DriftDesk {
  /** As it is at this moment. */
  drift(): Promise<readonly DriftFinding[]>;
  /** Since when, and until when, as the daily run saw it; newest first. */
  driftHistory(): Promise<readonly DriftRow[]>;
}
