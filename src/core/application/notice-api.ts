import type { Actor } from '../approval/staff-channel.ts';
import type { DoubtToday } from '../deadline/check-doubt.ts';
import type { ExtensionToday } from '../deadline/check-extension.ts';
import type { RenderedLetter } from '../fulfilment/letter.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Result } from '../kernel/result.ts';
import type { NoticeRefusal } from '../request/decide-notice.ts';
import type { FeeSettlement, NoticeKind } from '../request/notice.ts';

export type { DoubtToday } from '../deadline/check-doubt.ts';
export type { ExtensionToday } from '../deadline/check-extension.ts';
export type {
  DoubtEvidence,
  ExtensionReason,
  FeeGround,
  FeeSettlement,
  NoticeKind,
} from '../request/notice.ts';

export type NoticesRefusal =
  | NoticeRefusal
  | 'decision.request_unknown'
  | 'decision.not_allowed'
  | 'decision.already_taken'
  | 'decision.preview_not_opened'
  | 'doubt.reason_missing'
  | 'doubt.evidence_missing'
  | 'fee.ground_missing'
  | 'fee.amount_invalid'
  | 'fee.basis_missing'
  | 'fee.facts_missing'
  | 'fee.answer_missing'
  | 'fee.day_missing'
  | 'extension.reason_missing'
  | 'extension.facts_missing'
  /** "Several requests of this customer" holds only where there are several. */
  | 'extension.no_other_request'
  | 'stop.day_missing'
  | 'staff_text.too_long'
  | 'staff_text.holds_record_content';

/** How a notice reaches the customer: mail to the address of the answer, the conversation, or by hand. */
export type NoticeRoute = 'mail' | 'conversation' | 'hand';

export interface NoticePreview {
  readonly kind: NoticeKind;
  readonly letter: RenderedLetter;
  readonly letterHash: string;
  readonly version: number;
  readonly route: NoticeRoute;
  /** The whole address; empty for another route. */
  readonly receiver: string;
}

/** What can be told about the term of a request, and what was. */
export interface NoticeView {
  /** A draft, or approved and on its way; null when nothing waits. */
  readonly waiting: { readonly kind: NoticeKind; readonly approved: boolean } | null;
  /** Those that may still come back. */
  readonly mailed: readonly { readonly kind: NoticeKind; readonly letterId: string; readonly at: Date }[];
  /** Since when the clock stands still. */
  readonly stoppedSince: CalendarDay | null;
  /** Asked, reminded, and no answer: staff may close it (AVG 11(2), 12(2)). */
  readonly unanswered: boolean;
  readonly mayDoubt: Result<DoubtToday>;
  readonly mayExtend: Result<ExtensionToday>;
  readonly mayFee: Result<null>;
  /** How the fee stands that the customer was told of; null when there is none. */
  readonly fee: 'announced' | FeeSettlement | null;
}

/** What staff type for a fee; `intent` may be empty. */
export interface TypedFee {
  readonly ground: string;
  readonly amount: string;
  readonly basis: string;
  readonly facts: string;
  readonly intent: string;
}

/** Letters beside the decision, which change the clock when they have left; a named person approves each (R15, R16). */
export interface Notices {
  /** AVG 12(6): a written doubt about this person, and what would be enough. */
  prepareDoubt(
    requestId: string,
    version: number,
    typed: { readonly reason: string; readonly asks: readonly string[] },
    by: Actor,
  ): Promise<Result<null, NoticesRefusal>>;
  /** AVG 12(3): reasons from the closed list, with the facts. */
  prepareExtension(
    requestId: string,
    version: number,
    typed: { readonly reasons: readonly string[]; readonly facts: string },
    by: Actor,
  ): Promise<Result<null, NoticesRefusal>>;
  /** AVG 12(5)(a): a fee instead of a refusal, with its amount beforehand; the term runs on. `amount` in euros. */
  prepareFee(
    requestId: string,
    version: number,
    typed: TypedFee,
    by: Actor,
  ): Promise<Result<null, NoticesRefusal>>;
  /** What the customer, or the shop, decided about the fee, on the day (`YYYY-MM-DD`) on which it was. */
  recordFee(
    requestId: string,
    version: number,
    typed: { readonly as: string; readonly day: string },
    by: Actor,
  ): Promise<Result<null, NoticesRefusal>>;
  /** Records that this person saw exactly this letter (R19). */
  preview(requestId: string, by: Actor): Promise<Result<NoticePreview, NoticesRefusal>>;
  /** Sends at once: the term is what it is about. */
  approve(
    requestId: string,
    version: number,
    letterHash: string,
    by: Actor,
  ): Promise<Result<null, NoticesRefusal>>;
  drop(requestId: string, version: number, by: Actor): Promise<Result<null, NoticesRefusal>>;
  /** A mailed one came back: what it said counts no more, and staff have a task. */
  bounced(
    requestId: string,
    version: number,
    letterId: string,
    by: Actor,
  ): Promise<Result<null, NoticesRefusal>>;
  /** What was asked came on this day (`YYYY-MM-DD`): the clock runs on from there, and the customer hears the new date. */
  endStop(requestId: string, day: string, by: Actor): Promise<Result<null, NoticesRefusal>>;
}
