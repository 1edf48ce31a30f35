import type { Clock } from '../../core/kernel/clock.ts';
import { MINUTE } from '../../core/kernel/clock.ts';

// A signature holds from five minutes before to five minutes after its date.
const REPLAYABLE = 10 * MINUTE;
const MOST = 10_000;

/**
 * Which deliveries came before, as long as their signature holds: a repeat, by Slack or by a stranger who copied
 * one, is not handled twice. In memory only: that a decision is taken once is kept by the core, also after a restart.
 */
export interface Deliveries {
  isFirst(key: string): boolean;
}

/** Remembers what was delivered; `clock` ends the memory. */
export function createDeliveries(clock: Clock): Deliveries {
  const seen = new Map<string, number>();
  return {
    isFirst(key) {
      const now = clock.now().getTime();
      for (const [old, until] of seen) {
        if (until > now && seen.size < MOST) break;
        seen.delete(old);
      }
      if (seen.has(key)) return false;
      seen.set(key, now + REPLAYABLE);
      return true;
    },
  };
}
