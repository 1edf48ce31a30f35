import type { CalendarDay } from '../kernel/calendar-day.ts';
import { canonicalJson, sha256 } from '../kernel/digest.ts';
import type { ReplyLanguage } from '../kernel/language.ts';

/** A topic of the policy as it is told; the facts are numbers of the published policy, none in a shop's own text. */
export interface ToldPart {
  /** Anchor on the page. */
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly { readonly text: string; readonly facts: readonly string[] }[];
}

/** The whole text of one version, in each language that customers read. */
export type ToldPolicy = Readonly<Record<ReplyLanguage, readonly ToldPart[]>>;

/** What names one version; its day is that of the official policy. */
export interface PolicyVersionName {
  readonly number: number;
  readonly policyDate: CalendarDay;
  readonly hash: string;
}

/** Names the text, whatever the order of its keys. */
export function hashOfPolicy(told: ToldPolicy): string {
  return sha256(canonicalJson(told));
}
