import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { TopicChange } from '../policy/policy-differences.ts';
import type { PolicyVersionName, ToldPolicy } from '../policy/policy-version.ts';

export type { TopicChange } from '../policy/policy-differences.ts';

/** A version that customers were told, are told, or will be. */
export interface PolicyVersionView extends PolicyVersionName {
  readonly standing: 'earlier' | 'now' | 'coming';
  /** Day since which customers were told it; null when that is still to come. */
  readonly toldFrom: CalendarDay | null;
  /** The version before it; null of the first. */
  readonly before: number | null;
}

export interface PolicyVersionText extends PolicyVersionView {
  readonly told: ToldPolicy;
}

/** The policy in its versions: what anybody may read. */
export interface Policies {
  /** Newest first. */
  versions(): Promise<readonly PolicyVersionView[]>;
  version(number: number): Promise<PolicyVersionText | undefined>;
  /** What a reader of the one finds changed in the other, topic by topic; undefined when one of them is not public. */
  differences(
    from: number,
    to: number,
  ): Promise<Readonly<Record<ReplyLanguage, readonly TopicChange[]>> | undefined>;
}
