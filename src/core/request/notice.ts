import type { ClockEvent } from '../deadline/read-clock.ts';
import type { ProofMethod } from '../identity/identity-proof.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { RefusalGround } from './refusal-ground.ts';

/** Letters beside the decision: what happens to a request meanwhile, and a breach that concerns its customer. */
export const NOTICE_KINDS = [
  'identity_doubt', // AVG 12(6)
  'extension', // AVG 12(3)
  'fee', // AVG 12(5)(a)
  'breach', // AVG 34
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What a letter does to the clock when it has left; null for one that changes no date. */
export const CLOCK_CAUSES = {
  identity_doubt: 'identity_requested',
  extension: 'extended',
  fee: null,
  breach: null,
} as const satisfies Record<NoticeKind, ClockEvent['event'] | null>;

/** What takes a doubt away, the cheapest for the customer first (law.md 3.6; R9). */
export const DOUBT_EVIDENCE = [
  'code_to_mailbox',
  'order_facts',
  'call_back',
  'post_code',
] as const satisfies readonly ProofMethod[];
export type DoubtEvidence = (typeof DOUBT_EVIDENCE)[number];

/** The closed list of AVG 12(3): holidays, few hands and other customers are no reasons (EDPB 01/2022 §5.3). */
export const EXTENSION_REASONS = ['amount', 'systems', 'redaction', 'several_requests'] as const;
export type ExtensionReason = (typeof EXTENSION_REASONS)[number];

/** AVG 12(5): the only two grounds on which a fee may be asked; the shop has to show that they hold. */
export const FEE_GROUNDS = ['unfounded', 'excessive'] as const satisfies readonly RefusalGround[];
export type FeeGround = (typeof FEE_GROUNDS)[number];

/** How a fee stands after its letter: the customer agreed or paid, or the shop asks it no longer. */
export const FEE_SETTLEMENTS = ['agreed', 'paid', 'waived'] as const;
export type FeeSettlement = (typeof FEE_SETTLEMENTS)[number];

/** What staff typed for a notice, and the day that it names. */
export type NoticeFacts =
  | {
      readonly kind: 'identity_doubt';
      readonly reason: string;
      readonly asks: readonly DoubtEvidence[];
      /** Since when the clock stands still. */
      readonly since: CalendarDay;
    }
  | {
      readonly kind: 'extension';
      readonly reasons: readonly ExtensionReason[];
      readonly facts: string;
      readonly until: CalendarDay;
    }
  | {
      readonly kind: 'fee';
      readonly ground: FeeGround;
      /** More than nothing. */
      readonly cents: number;
      /** How the amount was reckoned: the administrative costs (AVG 12(5)(a)). */
      readonly basis: string;
      /** What happened, with the moments: it carries the proof. */
      readonly facts: string;
      /** From what the shop concludes abuse (C-526/24); absent where that is not the reason. */
      readonly intent?: string;
      /** The day by which the customer was told to have an answer: the term does not stop. */
      readonly until: CalendarDay;
    }
  /** AVG 34(2) with 33(3)(b)-(d), as the record of the breach has it. */
  | {
      readonly kind: 'breach';
      readonly breach: string;
      readonly what: string;
      /** Kinds of data; may be empty. */
      readonly data: string;
      readonly consequences: string;
      readonly measures: string;
      /** To the proven address, or on paper by a person (R21). */
      readonly way: BreachWay;
    };

export const BREACH_WAYS = ['mail', 'post'] as const;
export type BreachWay = (typeof BREACH_WAYS)[number];

/** A notice that waits to be approved or sent. */
export interface NoticeReference {
  readonly kind: NoticeKind;
  readonly id: string;
  readonly hash: string;
  /** Who opened its preview: `staff:<id>`. */
  readonly seen: readonly string[];
  /** `staff:<id>`; absent while it is a draft. */
  readonly approvedBy?: string;
}
