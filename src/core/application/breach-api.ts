import type { Actor } from '../approval/staff-channel.ts';
import type { Result } from '../kernel/result.ts';
import type { BreachFacts, BreachNote, BreachOrigin, BreachStanding } from '../register/breach-record.ts';

export type BreachRefusal =
  | 'decision.not_allowed'
  | 'breach.unknown'
  | 'breach.moment_invalid'
  | 'breach.nothing_written'
  | 'breach.reason_missing'
  | 'breach.reference_missing'
  | 'breach.delay_missing'
  | 'breach.not_to_notify'
  | 'staff_text.too_long';

export interface BreachView {
  readonly id: string;
  readonly origin: BreachOrigin;
  readonly awareAt: Date;
  readonly recordedAt: Date;
  readonly by: string;
  /** 72 elapsed hours after that (AVG 33(1)). */
  readonly deadline: Date;
  readonly standing: BreachStanding;
  /** Oldest first; a note that does not open is null. */
  readonly entries: readonly { readonly at: Date; readonly by: string; readonly note: BreachNote | null }[];
}

/** The record of every breach (AVG 33(5)): written, added to, never changed; decided by a named person. */
export interface Breaches {
  list(limit: number): Promise<readonly BreachView[]>;
  view(id: string): Promise<BreachView | undefined>;
  /** A breach that staff found by themselves; the owners are alarmed. Refuses a moment to come, and no word of what it was. */
  open(
    found: { readonly awareAt: Date; readonly facts: BreachFacts },
    by: Actor,
  ): Promise<Result<{ readonly id: string }, BreachRefusal>>;
  /**
   * Refuses an empty addition, "no risk" and either decision about the people without a reason, a notification that
   * nobody decided on, without reference, to come or before it was known, or late without saying why.
   */
  write(id: string, note: BreachNote, by: Actor): Promise<Result<null, BreachRefusal>>;
}
