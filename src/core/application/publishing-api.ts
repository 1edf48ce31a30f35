import type { Actor } from '../approval/staff-channel.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Result } from '../kernel/result.ts';
import type { TopicChange } from '../policy/policy-differences.ts';
import type { PolicyNoticeRow, PolicyPersonStatus } from './policy-notice-ports.ts';
import type { PolicyVersionSummary } from './policy-ports.ts';

export type PublishingRefusal =
  | 'policy.owner_only'
  | 'policy.unknown'
  | 'policy.wrong_state'
  | 'policy.not_previewed'
  | 'policy.changed_meanwhile'
  | 'policy.day_wrong'
  | 'policy_notice.off'
  | 'policy_notice.export_needed'
  | 'policy_notice.begun'
  | 'policy_notice.not_listed'
  | 'policy_notice.list_too_old'
  | 'policy_notice.test_first'
  | 'policy_notice.no_address'
  | 'policy_notice.count_differs';

/** A version beside the one that is told now. */
export interface PolicyPreview extends PolicyVersionSummary {
  readonly from: number | null;
  readonly changes: Readonly<Record<ReplyLanguage, readonly TopicChange[]>>;
  /** Null as long as no list was made. */
  readonly notice:
    | (PolicyNoticeRow & { readonly counts: Readonly<Record<PolicyPersonStatus, number>> })
    | null;
  /** Mails in an hour; 0: the shop sends none. */
  readonly perHour: number;
  /** Who looks may decide: the owner. */
  readonly mayDecide: boolean;
  readonly log: readonly { readonly at: Date; readonly by: string; readonly type: string }[];
}

export interface PublishingView {
  readonly versions: readonly PolicyVersionSummary[];
  readonly inForce: number | null;
  readonly logWhole: boolean;
}

/** A new version of the policy: seen, approved by the owner, told on its day, and mailed to whom it affects (F31). */
export interface Publishing {
  overview(): Promise<PublishingView>;
  /** Opening it is noted: without it nobody approves (R19). From the command line nothing is noted. */
  preview(number: number, by: Actor): Promise<PolicyPreview | undefined>;
  /** `hash`: of the text that was seen. `day`: from when it holds, today at the earliest. */
  approve(number: number, hash: string, day: string, by: Actor): Promise<Result<null, PublishingRefusal>>;
  /** Takes a proposal or an approval back, until its day. */
  withdraw(number: number, by: Actor): Promise<Result<null, PublishingRefusal>>;
  /** A fresh list of whom the version affects, out of the latest exports. */
  listPeople(number: number, by: Actor): Promise<Result<{ readonly people: number }, PublishingRefusal>>;
  /** The mail as customers will get it, to whoever asks. */
  mailTest(number: number, by: Actor): Promise<Result<null, PublishingRefusal>>;
  /** `typed`: the number of people, as somebody typed it over. */
  send(number: number, typed: string, by: Actor): Promise<Result<null, PublishingRefusal>>;
  /** At once: also what waits for the mail server does not leave any more. */
  stop(number: number, by: Actor): Promise<Result<null, PublishingRefusal>>;
  /** The rest of the same list. */
  resume(number: number, by: Actor): Promise<Result<null, PublishingRefusal>>;
}
