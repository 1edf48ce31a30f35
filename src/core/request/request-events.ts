import type { ClockEvent } from '../deadline/read-clock.ts';
import type { StaffEvidence } from '../identity/identity-proof.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { RecipientAnswer, TellingWay } from '../kernel/recipient-contact.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { Authority } from './authority.ts';
import type { LetterKind } from './letter-kind.ts';
import type { LetterPlan } from './letter-plan.ts';
import type { DoubtEvidence, FeeSettlement, NoticeKind } from './notice.ts';
import type { RefusalArticle, RefusalGround } from './refusal-ground.ts';
import type { ClosedState, DueDays, ObjectionAgainst, Remains } from './request-state.ts';

/** What one search ended in, without what it found. */
export interface SearchSummary {
  readonly source: string;
  readonly coverage: string;
  readonly settled: boolean;
  readonly found: number;
  /** So many of them may be of somebody else; absent: none. */
  readonly undecided?: number;
  /** Rows from before an erasure are left for a person to look at (R33); absent: none. */
  readonly cameBack?: true;
}

export type RedateCause = ClockEvent['event'] | OwnDateCause | 'notice_bounced';
/**
 * Moves the date that staff work to and nothing else: the shop's closing days, the term of a complaint (R23), or the end of
 * a request whose clock stood still.
 */
export type OwnDateCause = 'closing_days' | 'complaint_term' | 'closed_in_stop';
/** Such a cause says nothing of the clock of the law. */
export function isOwnDate(cause: RedateCause): cause is OwnDateCause {
  return cause === 'closing_days' || cause === 'complaint_term' || cause === 'closed_in_stop';
}

/** What happened to a request. By type without personal data: these rows are the register (rows 71, 72). */
export type RequestEvent =
  | {
      readonly type: 'opened';
      readonly right: Right;
      readonly channel: ChannelName;
      readonly language: ReplyLanguage;
      readonly receivedAt: string;
      readonly due: DueDays;
      readonly raised: boolean;
      readonly thirdParty: boolean;
      /** Version of the notice that the customer had been shown (R1, R36). */
      readonly notice: string;
      readonly rules: string;
      /** Of an objection whose words say it. */
      readonly against?: ObjectionAgainst;
      /** The number of the request whose decision this is against. */
      readonly objectsTo?: string;
    }
  /** The due days are others than before: what happened to the clock, or a closing day that came or went. */
  | {
      readonly type: 'redated';
      readonly cause: RedateCause;
      readonly due: DueDays;
      /** The day on which it happened, when it was entered later (law.md 2.10 d). */
      readonly on?: CalendarDay;
    }
  | { readonly type: 'choice_made'; readonly choice: 'copy' }
  | { readonly type: 'identity_asked' }
  | { readonly type: 'code_mailed'; readonly challengeId: string }
  | { readonly type: 'code_failed'; readonly reason: string }
  | { readonly type: 'proven'; readonly level: number; readonly method: string }
  | { readonly type: 'search_started'; readonly sources: readonly string[] }
  | ({ readonly type: 'source_searched' } & SearchSummary)
  /** These sources are searched once more, with keys that others found. */
  | { readonly type: 'search_continued'; readonly sources: readonly string[] }
  /** A person said whose a found name, address or number is; the value stands nowhere here. */
  | { readonly type: 'key_decided'; readonly field: string; readonly theirs: boolean }
  /** Of so many records of a source a person said whose they are; `undecided`: how many are left. */
  | {
      readonly type: 'records_decided';
      readonly source: string;
      readonly theirs: boolean;
      readonly count: number;
      readonly undecided: number;
    }
  | { readonly type: 'source_reopened'; readonly source: string }
  /** Left out of the copy for a reason, or with null put back; `ref` holds nothing about anybody. */
  | {
      readonly type: 'record_withheld';
      readonly source: string;
      readonly ref: string;
      readonly reason: string | null;
    }
  | {
      readonly type: 'draft_made';
      readonly letterId: string;
      readonly letterHash: string;
      readonly kind: LetterKind;
      /** False while staff still have to write the decision itself. */
      readonly complete: boolean;
      readonly plan?: LetterPlan;
    }
  | { readonly type: 'preview_opened'; readonly letterHash: string }
  | { readonly type: 'paragraphs_changed' }
  | {
      readonly type: 'refusal_prepared';
      readonly ground: RefusalGround;
      readonly article: RefusalArticle | '';
    }
  | { readonly type: 'answer_prepared' }
  | { readonly type: 'outcome_set'; readonly result: string }
  | { readonly type: 'objection_named'; readonly against: ObjectionAgainst }
  | {
      readonly type: 'approved';
      readonly letterId: string;
      readonly letterHash: string;
      readonly sendAt: string;
      /** Of the card on which it was approved; absent in entries from before. */
      readonly cardVersion?: number;
    }
  | { readonly type: 'stopped' }
  | { readonly type: 'announcement_queued'; readonly letterId: string }
  /** `sendAt`: from when it is done, where that is later than was approved. */
  | { readonly type: 'announced'; readonly letterId: string; readonly sendAt?: string }
  | { readonly type: 'execution_begun' }
  | { readonly type: 'step_done'; readonly step: string }
  /** From now on this system may have less, or other data: before the first call. Numbers only. */
  | { readonly type: 'changes_begun'; readonly source: string; readonly steps: number }
  /** All that goes by itself was tried: so many are made, and so many are left for people. */
  | { readonly type: 'changes_made'; readonly source: string; readonly made: number; readonly left: number }
  /** AVG 19: the approved notice went out; its text stands with the letter. */
  | {
      readonly type: 'recipient_told';
      readonly recipient: string;
      readonly how: TellingWay;
      readonly on: CalendarDay;
    }
  | { readonly type: 'recipient_chased'; readonly recipient: string; readonly on: CalendarDay }
  | { readonly type: 'recipient_answered'; readonly recipient: string; readonly answer: RecipientAnswer }
  /** A backup brought the approval back; whether it was stopped since nobody knows: it is decided anew (R19). */
  | { readonly type: 'restored' }
  /** Something was not as approved: it is decided anew. */
  | { readonly type: 'execution_halted' }
  | { readonly type: 'sent'; readonly outcome: 'answered' | 'refused' }
  /** It could not be made ready or announced: it is decided again. */
  | { readonly type: 'send_failed'; readonly reason: string }
  | { readonly type: 'code_posted'; readonly challengeId: string }
  /** Both addresses are told; no package goes to the new one for seven days (R9). `back`: to the proven one again. */
  | { readonly type: 'answer_redirected'; readonly back?: true }
  | ({ readonly type: 'authority_recorded' } & Authority)
  | { readonly type: 'facts_asked' }
  | { readonly type: 'facts_given' }
  /** The customer knows none, or never ordered. */
  | { readonly type: 'facts_ended' }
  /** Whether what was typed belongs to an order; never what was typed, nor which of it was wrong (R9). */
  | { readonly type: 'facts_compared'; readonly right: boolean }
  /** The final letter did not arrive: what was done stays done, and only the telling is still owed. */
  | { readonly type: 'undelivered'; readonly reason: string }
  | { readonly type: 'delivery_retried' }
  /** On paper, by a person (R21). */
  | { readonly type: 'posted'; readonly on: CalendarDay }
  /** It reached somebody else, or did what it should not: a possible breach (AVG 33; R37). */
  | { readonly type: 'went_wrong' }
  /** The mail server had taken it, and it came back. */
  | { readonly type: 'bounced' }
  /** Told meanwhile: a draft, then approved, then gone. The words themselves stand in the letter only. */
  | {
      readonly type: 'notice_prepared';
      readonly kind: NoticeKind;
      readonly letterId: string;
      readonly letterHash: string;
      /** What would take the doubt away. */
      readonly asks?: readonly DoubtEvidence[];
    }
  | { readonly type: 'notice_approved'; readonly letterId: string; readonly letterHash: string }
  | { readonly type: 'notice_dropped' }
  | { readonly type: 'notice_sent'; readonly kind: NoticeKind; readonly letterId: string }
  | { readonly type: 'notice_failed'; readonly reason: string }
  /** The mail server had taken it, and it came back: the customer was told nothing (AVG 12(3)). */
  | { readonly type: 'notice_bounced'; readonly kind: NoticeKind; readonly letterId: string }
  /** The customer agreed to the fee or paid it, or it is asked no longer (AVG 12(5)(a)). */
  | { readonly type: 'fee_settled'; readonly as: FeeSettlement; readonly on: CalendarDay }
  | { readonly type: 'question_asked' }
  | { readonly type: 'customer_wrote' }
  /** Less is asked than before: what was prepared for all of it is decided anew. */
  | { readonly type: 'narrowed' }
  /** Anger, a lawyer, the authority or a date of their own, heard after the opening (R23). */
  | { readonly type: 'raised' }
  | { readonly type: 'sender_known' }
  | {
      readonly type: 'withdrawn';
      readonly as: 'answered_generally' | 'withdrawn';
      /** Told to staff, who knew the person by this. */
      readonly knownBy?: StaffEvidence;
    }
  | { readonly type: 'reopened' }
  /** Closed by staff because nobody showed who was asking. */
  | { readonly type: 'lapsed' }
  /** Another request of the same proven address gets the answer to this one too, on its date. */
  | { readonly type: 'joined'; readonly into: string; readonly due: DueDays }
  /** This request also answers another one; the earlier receipt of the two holds for both (R12). */
  | {
      readonly type: 'took_in';
      readonly other: string;
      readonly receivedAt: string;
      readonly due: DueDays;
      readonly raised: boolean;
    }
  /** The request that this one was joined to has ended. */
  | { readonly type: 'followed'; readonly as: ClosedState['status'] }
  /** Carried out at that instant, as the ledger outside the database knows: a backup had brought the request back. */
  | { readonly type: 'erasure_replayed'; readonly at: string }
  /** Whose work it is: `staff:<id>`, or null for nobody in particular. */
  | { readonly type: 'assigned'; readonly to: string | null }
  /** Staff wrote something for each other, which stands elsewhere. */
  | { readonly type: 'note_added' }
  | { readonly type: 'human_wanted' }
  /** A person lets the customer type codes again after too many wrong ones (R7). */
  | { readonly type: 'codes_allowed' }
  /** `what`: taken out as a dossier; absent: shown. */
  | { readonly type: 'looked_at'; readonly what?: 'dossier' | 'record' }
  | { readonly type: 'link_mailed' }
  | { readonly type: 'answer_opened' }
  | { readonly type: 'answer_downloaded' }
  /** AVG 20(2): a link for another controller left, its code to the customer; whose stands in the letter. */
  | { readonly type: 'portable_handed_over' }
  | { readonly type: 'portable_taken' }
  | { readonly type: 'portable_stopped' }
  | { readonly type: 'task_done'; readonly task: string }
  | AnonymisedEvent;

/** The last one: it stands for all entries before it, which are removed (R34). */
export type AnonymisedEvent = { readonly type: 'anonymised' } & Remains;

export type RequestEventType = RequestEvent['type'];
