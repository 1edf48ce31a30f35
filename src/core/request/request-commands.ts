import type { ClockEvent } from '../deadline/read-clock.ts';
import type { IdentityProof, StaffEvidence } from '../identity/identity-proof.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { RecipientAnswer, TellingWay } from '../kernel/recipient-contact.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { ApprovalProof } from './approval-proof.ts';
import type { Authority } from './authority.ts';
import type { CaseFacts } from './case-retention.ts';
import type { DoubtEvidence, FeeSettlement, NoticeKind } from './notice.ts';
import type { RefusalGround } from './refusal-ground.ts';
import type { RedateCause, SearchSummary } from './request-events.ts';
import type { ClosedState, DueDays, LetterReference, ObjectionAgainst } from './request-state.ts';

export interface OpenRequest {
  readonly type: 'open';
  readonly right: Right;
  readonly channel: ChannelName;
  readonly language: ReplyLanguage;
  readonly receivedAt: Date;
  readonly due: DueDays;
  readonly raised: boolean;
  readonly thirdParty: boolean;
  readonly notice: string;
  readonly rules: string;
  readonly against?: ObjectionAgainst;
  /** The number of the request whose decision this is against. */
  readonly objectsTo?: string;
}

/** What may be asked of an open or closed request. `by` is `customer`, `system` or `staff:<id>`. */
export type RequestCommand = {
  readonly by: string;
} /** `due` is core/deadline's, for what happened to the clock until now. */ & (
  | { readonly type: 'redate'; readonly cause: RedateCause; readonly due: DueDays }
  | { readonly type: 'choose_copy' }
  | { readonly type: 'ask_identity' }
  | { readonly type: 'record_code_mailed'; readonly challengeId: string }
  | { readonly type: 'record_code_failed'; readonly reason: string }
  | { readonly type: 'prove'; readonly proof: IdentityProof }
  | { readonly type: 'start_search'; readonly sources: readonly string[] }
  | { readonly type: 'record_search'; readonly search: SearchSummary }
  | { readonly type: 'continue_search'; readonly sources: readonly string[] }
  | { readonly type: 'decide_key'; readonly field: string; readonly theirs: boolean }
  | {
      readonly type: 'decide_records';
      readonly source: string;
      readonly theirs: boolean;
      readonly count: number;
      readonly undecided: number;
    }
  | { readonly type: 'reopen_source'; readonly source: string }
  | {
      readonly type: 'withhold_record';
      readonly source: string;
      readonly ref: string;
      readonly reason: string | null;
    }
  | { readonly type: 'make_draft'; readonly letter: LetterReference }
  | { readonly type: 'open_preview'; readonly letterHash: string }
  | { readonly type: 'change_paragraphs'; readonly version: number }
  | {
      readonly type: 'prepare_refusal';
      readonly version: number;
      readonly ground: RefusalGround;
      readonly article: string;
      readonly facts: string;
    }
  | { readonly type: 'prepare_answer'; readonly version: number }
  | { readonly type: 'set_outcome'; readonly version: number; readonly result: string }
  | { readonly type: 'name_objection'; readonly version: number; readonly against: ObjectionAgainst }
  | { readonly type: 'approve'; readonly proof: ApprovalProof; readonly sendAt: Date }
  | { readonly type: 'stop'; readonly version: number }
  /** The database was put back from a backup: no approval in it is known to hold still. */
  | { readonly type: 'restore' }
  | { readonly type: 'announce'; readonly letterId: string }
  /** `notBefore`: from when the deed may begin, now that the customer was told; the whole stop time is left then (R19). */
  | { readonly type: 'confirm_announced'; readonly letterId: string; readonly notBefore: Date }
  | { readonly type: 'begin'; readonly letterId: string }
  | { readonly type: 'confirm_step'; readonly step: string }
  | {
      readonly type: 'begin_changes';
      readonly letterId: string;
      readonly source: string;
      readonly steps: number;
    }
  | {
      readonly type: 'record_changes';
      readonly letterId: string;
      readonly source: string;
      readonly made: number;
      readonly left: number;
    }
  | {
      readonly type: 'tell_recipient';
      readonly recipient: string;
      readonly how: TellingWay;
      readonly on: CalendarDay;
    }
  | { readonly type: 'chase_recipient'; readonly recipient: string; readonly on: CalendarDay }
  | { readonly type: 'answer_recipient'; readonly recipient: string; readonly answer: RecipientAnswer }
  | { readonly type: 'halt'; readonly version: number }
  | { readonly type: 'confirm_sent'; readonly letterId: string }
  | {
      readonly type: 'fail_send';
      readonly letterId: string;
      readonly reason: string;
      /** It is the announcement that came back: nobody heard of it (AVG 18(3)). */
      readonly announcement?: true;
    }
  /** Two facts of an order (R9): asked, answered, compared with what was found. */
  /** A letter with a code leaves for the postal address on file (R9). */
  | { readonly type: 'post_code'; readonly challengeId: string }
  /** The answer goes to another address than the proven one (F19, F20), or `back` to that. */
  | { readonly type: 'answer_elsewhere'; readonly back?: true }
  /** As what somebody asks for another person, and what staff saw of it (law.md 8). */
  | { readonly type: 'record_authority'; readonly version: number; readonly authority: Authority }
  | { readonly type: 'ask_facts' }
  | { readonly type: 'give_facts' }
  | { readonly type: 'end_facts' }
  | { readonly type: 'record_facts'; readonly right: boolean }
  | { readonly type: 'retry_delivery'; readonly version: number }
  | { readonly type: 'post_letter'; readonly version: number; readonly on: CalendarDay }
  | { readonly type: 'report_bounce'; readonly version: number }
  | { readonly type: 'report_wrong' }
  /** `clock` is what the log says of it; `due` what it gives once the notice has left, or the thing has come. */
  | {
      readonly type: 'prepare_notice';
      readonly version: number;
      readonly kind: NoticeKind;
      readonly letterId: string;
      readonly letterHash: string;
      readonly asks?: readonly DoubtEvidence[];
      readonly clock: readonly ClockEvent[];
    }
  | { readonly type: 'open_notice'; readonly letterHash: string }
  | { readonly type: 'approve_notice'; readonly proof: ApprovalProof; readonly clock: readonly ClockEvent[] }
  | { readonly type: 'drop_notice'; readonly version: number }
  /** `due`: null where it changes no date. */
  | { readonly type: 'confirm_notice'; readonly letterId: string; readonly due: DueDays | null }
  | {
      readonly type: 'bounce_notice';
      readonly version: number;
      readonly kind: NoticeKind;
      readonly letterId: string;
      readonly due: DueDays | null;
    }
  | { readonly type: 'fail_notice'; readonly letterId: string; readonly reason: string }
  | {
      readonly type: 'end_stop';
      readonly on: CalendarDay;
      readonly clock: readonly ClockEvent[];
      readonly due: DueDays;
    }
  /** What became of the fee that the customer was told beforehand (AVG 12(5)(a)), on the day on which it did. */
  | {
      readonly type: 'record_fee';
      readonly version: number;
      readonly as: FeeSettlement;
      readonly on: CalendarDay;
    }
  | { readonly type: 'ask_customer' }
  | {
      readonly type: 'withdraw';
      readonly as: 'answered_generally' | 'withdrawn';
      readonly provenHere: boolean;
      /** How staff knew who took it back by phone or at the counter. */
      readonly knownBy?: StaffEvidence;
    }
  | { readonly type: 'reopen' }
  | { readonly type: 'lapse'; readonly version: number }
  /** `into` and `other` are numbers of requests. */
  | { readonly type: 'join'; readonly into: string; readonly due: DueDays }
  | {
      readonly type: 'take_in';
      readonly other: string;
      readonly receivedAt: string;
      readonly due: DueDays;
      readonly raised: boolean;
    }
  | { readonly type: 'follow'; readonly as: ClosedState['status'] }
  /** The ledger tells a restored database that this erasure was carried out then (R33). */
  | { readonly type: 'replay_erasure'; readonly at: Date }
  | { readonly type: 'look_at'; readonly what?: 'dossier' | 'record' }
  | { readonly type: 'open_answer' }
  /** One more link to the answer was mailed. */
  | { readonly type: 'mail_link' }
  | { readonly type: 'download_answer' }
  | { readonly type: 'hand_over_portable' }
  | { readonly type: 'take_portable' }
  | { readonly type: 'stop_portable' }
  | { readonly type: 'note_customer_wrote' }
  /** The customer asks for less than before. */
  | { readonly type: 'narrow' }
  | { readonly type: 'raise' }
  /** It came by mail from an address that a system of the shop has; that proves nothing (R29). */
  | { readonly type: 'note_known_sender' }
  | { readonly type: 'note_human_wanted' }
  | { readonly type: 'add_note' }
  | { readonly type: 'assign'; readonly to: string | null }
  | { readonly type: 'note_codes_allowed' }
  | { readonly type: 'note_task_done'; readonly task: string }
  | {
      readonly type: 'anonymise';
      readonly facts: CaseFacts;
      readonly grounds: readonly string[];
      readonly recipients: readonly string[];
    }
);

export type RequestCommandType = RequestCommand['type'];
