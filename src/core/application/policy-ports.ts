import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ImportedPolicy } from '../policy/imported-policy.ts';
import type { PolicyVersionName, ToldPolicy } from '../policy/policy-version.ts';

/** A version of the policy without its text. */
export interface PolicyVersionSummary extends PolicyVersionName {
  readonly origin: 'built_in' | 'imported';
  readonly status: 'proposed' | 'approved' | 'told' | 'withdrawn';
  readonly proposedAt: Date;
  /** Null as long as customers are not told it. */
  readonly toldFrom: Date | null;
}

export interface PolicyVersionRow extends PolicyVersionSummary {
  readonly told: ToldPolicy;
  /** The shop's own text; null of the built-in one. */
  readonly own: ImportedPolicy | null;
}

export type PolicyEvent =
  | { readonly type: 'proposed'; readonly hash: string }
  | { readonly type: 'previewed'; readonly hash: string }
  | { readonly type: 'approved'; readonly hash: string; readonly day: CalendarDay }
  | { readonly type: 'withdrawn' }
  | { readonly type: 'listed'; readonly people: number }
  | { readonly type: 'test_mailed' | 'stopped' | 'resumed' }
  | { readonly type: 'confirmed'; readonly people: number; readonly perHour: number }
  | { readonly type: 'ended'; readonly sent: number; readonly failed: number; readonly leftOut: number }
  | { readonly type: 'told'; readonly hash: string; readonly day: CalendarDay };

export interface PolicyStep {
  readonly sequence: number;
  readonly version: number;
  readonly at: Date;
  /** `staff:<id>`, `cli` or `system` */
  readonly by: string;
  readonly event: PolicyEvent;
  readonly previousHash: string;
  readonly hash: string;
}

export interface PolicyRepository {
  /** Whoever changes a version waits for whoever does already, until the end of the transaction. */
  lock(): Promise<void>;
  /** Newest number first. */
  summaries(): Promise<readonly PolicyVersionSummary[]>;
  byNumber(number: number): Promise<PolicyVersionRow | undefined>;
  /** The one that customers are told now. */
  inForce(): Promise<PolicyVersionRow | undefined>;
  /** New, or in the place of the same number, which nobody was told. */
  put(version: PolicyVersionRow): Promise<void>;
  /** Refused by the database for a sequence that is there. */
  addStep(step: PolicyStep): Promise<void>;
  /** Oldest first; of one version, or of all. */
  steps(version?: number): Promise<readonly PolicyStep[]>;
  lastStep(): Promise<PolicyStep | undefined>;
}
