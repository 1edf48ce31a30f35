import type { Actor } from '../approval/staff-channel.ts';
import type { Result } from '../kernel/result.ts';
import type {
  BreachFacts,
  BreachLetterStep,
  BreachNote,
  BreachOrigin,
  BreachStanding,
  WrittenNote,
} from '../register/breach-record.ts';
import type { BreachWay } from '../request/notice.ts';
import type { NoticesRefusal } from './notice-api.ts';

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

export type BreachLetterRefusal =
  | NoticesRefusal
  | 'breach.unknown'
  | 'breach.way_missing'
  /** No address of this customer was proven: the letter goes on paper. */
  | 'breach.no_address'
  /** A person decides first that there is a high risk (AVG 34(1)). */
  | 'breach.not_to_tell'
  /** AVG 34(2): what happened, what may follow and what was done. */
  | 'breach.letter_incomplete';

/** To the customer of which request, and how: `mail` or `post`. */
export interface TypedBreachLetter {
  readonly number: string;
  readonly way: string;
}

/** How one letter of a breach stands; `at` and `by` are of that step. */
export interface BreachLetter {
  readonly letter: string;
  readonly way: BreachWay;
  readonly step: BreachLetterStep;
  readonly at: Date;
  readonly by: string;
  /** Null when the file of the request has gone. */
  readonly request: { readonly id: string; readonly number: string } | null;
}

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
  /** The letters of AVG 34, newest first; empty in a list of breaches. */
  readonly letters: readonly BreachLetter[];
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
  write(id: string, note: WrittenNote, by: Actor): Promise<Result<null, BreachRefusal>>;
  /**
   * Makes the letter of AVG 34 to the customer of a request; it is read, approved and sent as a notice of that request.
   * Refuses before a person decided to tell, without what 34(2) asks, and a mail to who has no proven address.
   */
  tell(
    id: string,
    typed: TypedBreachLetter,
    by: Actor,
  ): Promise<Result<{ readonly requestId: string }, BreachLetterRefusal>>;
}
