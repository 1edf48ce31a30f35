import type { NeededCare } from '../approval/needed-care.ts';
import type { Actor } from '../approval/staff-channel.ts';
import type { ChangeCount } from '../fulfilment/change/count-changes.ts';
import type { WithheldCount } from '../fulfilment/copy.ts';
import type { RenderedLetter } from '../fulfilment/letter.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Result } from '../kernel/result.ts';
import type { LetterKind } from '../request/letter-kind.ts';
import type { LetterRoute } from '../request/letter-plan.ts';
import type { ChosenGround, GroundChoice } from '../request/refusal-ground.ts';

export type GroupRefusal =
  | 'decision.wrong_state'
  | 'source.record_unknown'
  | 'source.too_late'
  | 'source.reason_not_for_right'
  | 'refusal_ground.facts_missing'
  | 'staff_text.too_long';

export type DecisionRefusal =
  | 'decision.request_unknown'
  | 'decision.card_outdated'
  | 'decision.already_taken'
  | 'decision.not_allowed'
  | 'decision.preview_not_opened'
  | 'decision.letter_changed'
  | 'decision.identity_missing'
  | 'decision.fee_open'
  | 'decision.level_missing'
  | 'decision.address_too_new'
  | 'decision.authority_missing'
  | 'decision.receiving_not_covered'
  | 'decision.outcome_outdated'
  | 'decision.sources_open'
  /** Some of what a source found may be of somebody else: `source` and `count` say where and how much (R11). */
  | 'decision.records_undecided'
  | 'decision.text_missing'
  | 'decision.too_late'
  | 'decision.too_early'
  | 'addressee.name_missing'
  | 'addressee.part_missing'
  | 'addressee.held_missing'
  /** To a stranger it would tell that there is a customer (R12). */
  | 'addressee.held_unproven'
  | 'addressee.day_invalid'
  | 'decision.wrong_state'
  | 'decision.plan_outdated'
  /** Of an erasure: the same person waits for a copy of what would be gone. */
  | 'decision.copy_first'
  /** Taken back when some of it was done. */
  | 'request.deed_begun'
  /** What was done cannot be decided again. */
  | 'decision.already_executed'
  | 'delivery.day_ahead'
  | 'delivery.address_missing'
  /** R19: with two or more who may decide. */
  | 'decision.prepared_by_you'
  /** R19: an erasure, where one person decides. */
  | 'decision.reason_missing'
  | 'refusal_ground.unknown'
  | 'refusal_ground.not_for_right'
  | 'refusal_ground.article_missing'
  | 'refusal_ground.facts_missing'
  | 'objection.unnamed'
  | 'objection.never_refused'
  | 'staff_text.empty'
  | 'staff_text.too_long'
  | 'staff_text.holds_record_content'
  /** Asked in person or on the phone: nothing that is written here reaches anybody. */
  | 'staff_text.no_channel';

export interface PlannedCount {
  readonly source: string;
  readonly category: string;
  readonly count: number;
  readonly treatment: 'erase' | 'keep' | 'refer';
  /** Of what is kept: why, and its last day. */
  readonly ground: string | null;
  readonly until: CalendarDay | null;
}

export interface PreviewView {
  readonly letter: RenderedLetter;
  readonly letterHash: string;
  readonly letterKind: LetterKind;
  readonly version: number;
  readonly route: LetterRoute;
  /** Desk: whole address; other staff channels: masked. */
  readonly receiver: string;
  /** What the copy holds; null for a letter that no copy goes with. */
  readonly counts:
    | readonly { readonly source: string; readonly category: string; readonly count: number }[]
    | null;
  /** What does not leave with the copy, per source and reason. */
  readonly leftOut: readonly WithheldCount[];
  /** What an erasure does; empty for every other decision. */
  readonly planned: readonly PlannedCount[];
  /** What is done at the systems, and by hand, when this is approved. */
  readonly changes: readonly ChangeCount[];
  /** What whoever prepared an erasure wrote about it for who approves it; empty for every other decision. */
  readonly planWhy: string;
  /** The number of a request for a copy that has to be answered before this erasure; null for everything else. */
  readonly copyFirst: string | null;
  /** What this person still owes before the approval counts (R19). */
  /** So many files leave with these records. */
  readonly files: number;
  readonly care: NeededCare;
  /** Ids and present text of the paragraphs that staff may change. */
  readonly free: { readonly opening: string; readonly closing: string };
  readonly delaySeconds: number;
  /** The day by which a refusal had to be told, when it has passed; null for what comes in time (AVG 12(4)). */
  readonly refusalMissed: CalendarDay | null;
}

/** "Not, or not all, ours", as staff type it. */
export interface TypedAddressee {
  /** `none` takes back a part that was named before. */
  readonly scope: 'all' | 'part' | 'none';
  /** Of `part`. */
  readonly what: string;
  /** Name, and how to reach them. */
  readonly name: string;
  /** Of `all`: what the shop itself holds; empty for somebody unproven. */
  readonly held: string;
  /** Of `all`: why it is not the shop's. */
  readonly facts: string;
  /** `YYYY-MM-DD` on which it was passed on (AVG 28(3)(e)); empty where the shop is no processor of it. */
  readonly forwardedOn: string;
}

/** Every decision names the card's version; it is taken once, whoever clicks, however often or late. */
export interface Decisions {
  /** Records that this person saw exactly this letter (R19). */
  preview(requestId: string, by: Actor): Promise<Result<PreviewView, DecisionRefusal>>;
  /** The same for a place that may fail to show it: `noteSeen` records what was shown there. */
  look(requestId: string, by: Actor): Promise<Result<PreviewView, DecisionRefusal>>;
  noteSeen(requestId: string, letterHash: string, by: Actor): Promise<Result<null, DecisionRefusal>>;
  /** On what this request may be refused, for somebody who may decide about it now. */
  refusalChoices(
    requestId: string,
    version: number,
    by: Actor,
  ): Promise<Result<readonly GroundChoice[], DecisionRefusal>>;
  /** Sends after the stop time of R19; `sendAt` is when. `reason` where the preview's `care` asks for one. */
  approve(
    requestId: string,
    version: number,
    letterHash: string,
    by: Actor,
    reason?: string,
  ): Promise<Result<{ readonly sendAt: Date }, DecisionRefusal>>;
  stop(requestId: string, version: number, by: Actor): Promise<Result<null, DecisionRefusal>>;
  /** The pieces that staff wrote so far; nothing of the letter was seen by this. */
  freeText(
    requestId: string,
    version: number,
    by: Actor,
  ): Promise<Result<{ readonly opening: string; readonly closing: string }, DecisionRefusal>>;
  changeParagraphs(
    requestId: string,
    version: number,
    free: { readonly opening: string; readonly closing: string },
    by: Actor,
  ): Promise<Result<null, DecisionRefusal>>;
  /** Makes the letter a refusal with a ground from the closed list (AVG 12(4)); it still has to be approved. */
  prepareRefusal(
    requestId: string,
    version: number,
    refusal: {
      readonly ground: ChosenGround;
      readonly article: string;
      readonly facts: string;
      /** Kept beside a ground of AVG 12(5) only. */
      readonly intent?: string;
    },
    by: Actor,
  ): Promise<Result<null, DecisionRefusal>>;
  /** Who is responsible instead of the shop, for all or for a part of what was asked; it still has to be approved. */
  nameResponsible(
    requestId: string,
    version: number,
    typed: TypedAddressee,
    by: Actor,
  ): Promise<Result<null, DecisionRefusal>>;
  /** Back from a prepared refusal to the answer. */
  prepareAnswer(requestId: string, version: number, by: Actor): Promise<Result<null, DecisionRefusal>>;
  /** Closes a request of which nobody showed who asked it, from the promised day on; the customer is told (R16). */
  closeUnproven(requestId: string, version: number, by: Actor): Promise<Result<null, DecisionRefusal>>;
  /** The clock runs on (R10) and the customer is told so. */
  askCustomer(
    requestId: string,
    version: number,
    text: string,
    by: Actor,
  ): Promise<Result<null, DecisionRefusal>>;
}
