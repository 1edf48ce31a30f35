import type { CareRefusal, NeededCare } from '../approval/needed-care.ts';
import type { Actor } from '../approval/staff-channel.ts';
import type { OutcomeOf } from '../fulfilment/outcome/outcome.ts';
import type { Result } from '../kernel/result.ts';
import type { ReviewEvent, ReviewRow } from './review-ports.ts';

export interface TwoYearView extends Omit<ReviewRow, 'steps' | 'done'> {
  /** What goes and what stays of these people, as the plan of an erasure says it. */
  readonly plan: OutcomeOf<'erasure', 'planned'>['plan'];
  /** A name; null while nobody has approved it. */
  readonly approvedBy: string | null;
  /** What whoever looks still owes before an approval (R19). */
  readonly care: NeededCare;
  /** Oldest first; `by` is a name. */
  readonly log: readonly {
    readonly at: Date;
    readonly by: string;
    readonly type: ReviewEvent['type'];
    readonly reason: string;
  }[];
  /** False when an entry was changed outside the desk. */
  readonly logWhole: boolean;
  readonly steps: readonly { readonly source: string; readonly done: boolean }[];
}

export type TwoYearRefusal =
  | 'two_years.unknown'
  | 'two_years.wrong_state'
  | CareRefusal
  | 'staff_text.too_long'
  /** Nobody of the list was chosen. */
  | 'two_years.nobody'
  /** It can still be stopped. */
  | 'two_years.too_early'
  | 'two_years.too_late';

/** People whose data were promised to be gone after two years (R32, F17), as an erasure plan for all of them. */
export interface TwoYears {
  view(id: string, by: Actor): Promise<TwoYearView | undefined>;
  /** `reason`: why, where one person decides alone (R19). `addresses`: of those who were shown; who is left out comes back with the next export. */
  approve(
    id: string,
    addresses: readonly string[],
    reason: string,
    by: Actor,
  ): Promise<Result<null, TwoYearRefusal>>;
  stop(id: string, by: Actor): Promise<Result<null, TwoYearRefusal>>;
  /** Places where these people were erased; after the last one it counts as carried out. */
  confirm(id: string, sources: readonly string[], by: Actor): Promise<Result<null, TwoYearRefusal>>;
}
