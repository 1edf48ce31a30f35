import type { ApprovalView } from '../approval/approval-view.ts';
import type { Actor } from '../approval/staff-channel.ts';
import type { DeadlineStep } from '../deadline/compute-deadlines.ts';
import type { Coverage } from '../fulfilment/coverage.ts';
import type { FoundRecord } from '../fulfilment/processor.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Result } from '../kernel/result.ts';
import type { ChannelName } from '../kernel/rights.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { Authority } from '../request/authority.ts';
import type { LetterKind } from '../request/letter-kind.ts';
import type { ChosenGround, GroundChoice } from '../request/refusal-ground.ts';
import type { AskedFacts, ObjectionAgainst } from '../request/request-state.ts';
import type { NoteView } from './case-work-api.ts';
import type { SystemChanges } from './change-api.ts';
import type { Contact } from './contact.ts';
import type { ConversationDesk } from './conversation-api.ts';
import type { DriftDesk } from './drift-api.ts';
import type { HeardInWords } from './heard-in-words.ts';
import type { NoticeView } from './notice-api.ts';
import type { RequestRow } from './request-row.ts';
import type { StaffDesk } from './staff-api.ts';
import type { TransmissionView } from './transmission-api.ts';
import type { Undelivered } from './undelivered-row.ts';

export interface SourceView {
  readonly source: string;
  readonly name: string;
  readonly coverage: Coverage;
  readonly counts: readonly { readonly category: string; readonly count: number }[];
  readonly records: readonly FoundRecord[];
  /** It is being searched, for the first time or with keys that others found. */
  readonly searching: boolean;
  /** Of so many of its records a person still has to say whose they are (R11). */
  readonly undecided: number;
  /** A person typed this and may fill it in again; never once the request is decided. */
  readonly reopenable: boolean;
  /** Its search failed, and can be done again now. */
  readonly failed: boolean;
  /** Records of it may be left out of the copy; never once the request is decided. */
  readonly changeable: boolean;
}

export interface HistoryEntry {
  readonly sequence: number;
  readonly at: Date;
  readonly type: string;
  readonly by: string;
  /** Which rules, classifier, texts and policy held (R36). */
  readonly versions?: string;
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
}

export interface RequestDetail extends RequestRow {
  /** Card version: every decision names it. */
  readonly version: number;
  /** Shown on the desk only (R25). */
  readonly name: string | null;
  readonly email: string | null;
  /** As said in person, proven or not; null for what came in writing. */
  readonly contact: Contact | null;
  /** The answer lies on a page; the day on which the customer first opened it. */
  readonly page?: { readonly openedDay: CalendarDay | null };
  readonly words: string;
  /** Read anew whenever the card is opened on the desk; nothing of it is stored. */
  readonly heard?: HeardInWords;
  readonly language: ReplyLanguage;
  /** The words ask something for another person: their authority has to be looked at. */
  readonly thirdParty: boolean;
  /** For a card: the wish is about one thing and not about all. */
  readonly partial?: boolean;
  readonly legalDue: CalendarDay | null;
  /** The day by which a refusal had to be told, when it has passed (AVG 12(4)). */
  readonly refusalMissed: CalendarDay | null;
  /** A later day than the first, of which the customer has had notice. */
  readonly toldDue: CalendarDay | null;
  /** What the law would give had nothing stopped the clock. */
  readonly unstoppedLegalDue: CalendarDay;
  /** The last time that a closing day moved the staff date. */
  readonly redated: { readonly at: Date; readonly from: CalendarDay } | null;
  /** Of a reported breach: the instant by which the authority has to know (AVG 33(1)). */
  readonly breachDeadline: Date | null;
  readonly steps: readonly DeadlineStep[];
  readonly proof: { readonly method: string; readonly at: Date } | null;
  /** Null until staff recorded as what somebody asks for another person; and on what it is refused as things are. */
  readonly authority: Authority | null;
  readonly groundWithout: ChosenGround | null;
  /** Why more has to be proven than the right needs, and how much (R9, R11); where else the answer goes (F20). */
  readonly doubts: readonly string[];
  readonly neededLevel: number | null;
  readonly answerTo: string | null;
  readonly idReason: string | null;
  /** The postal address that was found, for a letter with a code. */
  readonly postal: string;
  /** How the question about an order stands; null when it was not asked (R9). */
  readonly facts: AskedFacts | null;
  readonly sources: readonly SourceView[];
  /** Data of this person should have been gone after two years, and no law keeps them (R32). */
  readonly pastPromise: boolean;
  readonly tasks: readonly TaskRow[];
  /** Oldest first. */
  readonly notes: readonly NoteView[];
  readonly letterHash: string | null;
  readonly letterKind: LetterKind | null;
  readonly approval: ApprovalView;
  /** What the systems did of an approved letter; empty unless it is being carried out. */
  readonly changes: readonly SystemChanges[];
  /** The link for another controller that was sent last (AVG 20(2)); null when none was. */
  readonly transmission: TransmissionView | null;
  /** What the customer can be told, or was, about who asks and by when (AVG 12(3), 12(6)). */
  readonly notice: NoticeView;
  /** On what a request under this right may be refused, with the articles to choose from (AVG 12(4)). */
  /** Of an objection: against what; null until the words or staff say it, and for every other right. */
  readonly against: ObjectionAgainst | null;
  /** Whether there is an answer that needs no proof (R13). */
  readonly answersUnproven: boolean;
  /** Sources that are being searched now; null: nothing is known of how far. */
  readonly searchingNow: readonly {
    readonly source: string;
    readonly name: string;
    readonly scanned: number | null;
  }[];
  /** How many records of the copy are written that is being downloaded now; null when none is. */
  readonly packing: { readonly done: number; readonly of: number } | null;
  /** Found values of which a person has to say whose they are before they are searched with (R6, R11). */
  readonly openKeys: readonly {
    readonly id: string;
    readonly kind: string;
    readonly value: string;
    readonly foundIn: string;
  }[];
  /** What staff may decide on; none for access. */
  readonly results: readonly string[];
  readonly refusalChoices: readonly GroundChoice[];
  readonly history: readonly HistoryEntry[];
  /** What the customer wrote since, where that is counted (R23). */
  readonly further: { readonly count: number; readonly last: Date } | null;
  readonly conversationId: string;
  /** Where the customer wrote last, of this conversation and those of the joined requests. */
  readonly answerIn: { readonly conversationId: string; readonly channel: ChannelName };
  /** The decided request that this one is against. */
  readonly objectsTo: { readonly id: string; readonly number: string } | null;
  /** Requests against the decision on this one. */
  readonly objectedBy: readonly { readonly id: string; readonly number: string }[];
  /** The request that answers this one too; null when it gets its own answer (R12). */
  readonly joinedTo: { readonly id: string; readonly number: string } | null;
  /** What the same person asked elsewhere and is answered with this one. */
  readonly joined: readonly {
    readonly id: string;
    readonly number: string;
    readonly channel: ChannelName;
    readonly receivedAt: Date;
    readonly words: string;
  }[];
}

export type TaskKind =
  | 'human_wanted'
  /** Somebody does not want to live or is in danger: read at once. */
  | 'urgent_help'
  | 'codes_paused'
  | 'fresh_export'
  | 'columns_unknown'
  | 'drop_refused'
  | 'manual_search'
  | 'delivery_failed'
  /** A backup brought an approval back: whether it was stopped or sent since, a person finds out. */
  | 'restored'
  /** An older database was put back: what came in since is to be looked for. */
  | 'put_back'
  | 'mail_delayed'
  | 'not_me'
  | 'unanswered_question'
  | 'act_now'
  /** An order goes to an address that the customer corrects (R22). */
  | 'open_order'
  /** The customer took it back while people were doing it. */
  | 'stop_doing'
  /** A breach was reported: the 72 hours of AVG 33(1) run. */
  | 'breach_reported'
  | 'customer_replied'
  /** A mail that belongs to no conversation for sure: a person says where (row 10). */
  | 'held_mail'
  /** The mailbox that is followed cannot be read: mail of customers waits there. */
  | 'mailbox_closed'
  /** A mail that stays in the mailbox of the shop: whether it is a request a person has to see there. */
  | 'mailbox_mail'
  | 'card_left'
  | 'unreadable'
  | 'card_failed'
  /** An alarm or reminder did not reach a member of staff by mail (R30). */
  | 'alarm_failed'
  | 'job_failed'
  | 'register_broken'
  | 'carry_out'
  /** A system did not do all that was approved: a person finishes it there. */
  | 'finish_by_hand'
  /** A recipient that was told has not answered in time (AVG 19). */
  | 'recipient_silent'
  /** What a law kept after an erasure may go now (R33). */
  | 'hold_ended'
  /** A file brought rows of erased people back (R33). */
  | 'rows_came_back'
  /** People are past the two-year promise: a plan to erase them waits (R32). */
  | 'two_years'
  | 'yearly_export'
  /** A child wrote, or somebody died: no mailing goes out any more (R4). */
  | 'stop_mailing'
  /** Asked who it is, reminded, and no answer: closing is proposed (AVG 11(2), 12(2); R16). */
  | 'identity_unanswered'
  /** The privacy policy and what is in use differ (R28). */
  /** Mails about a changed policy could not be delivered. */
  | 'policy_mail_failed'
  | 'policy_drift';

export interface TaskRow {
  readonly id: string;
  readonly kind: TaskKind;
  readonly requestId: string | null;
  readonly number: string | null;
  readonly conversationId: string | null;
  /** Of a chat in which nobody proved a mailbox: anybody can make any number of these (R29). */
  readonly anonymous?: true;
  readonly createdAt: Date;
  readonly dueDay: CalendarDay;
  readonly doneAt: Date | null;
  readonly params: Readonly<Record<string, string | number>>;
  /** Of a hold that has ended, on the page of its task: the records' numbers in their own system (R33). */
  readonly records?: readonly string[];
}

export type ProfileRefusal =
  | 'profile.changed_meanwhile'
  | 'profile.invalid'
  /** Only a member of staff can be deputy. */
  | 'profile.deputy_unknown';

export interface SavedProfile {
  readonly profile: ShopProfile;
  /** Open requests whose staff date moved because the closing days changed. */
  readonly moved: number;
}

export interface CaughtMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: Date;
  /** It does not open: all but its time is empty. */
  readonly unreadable?: true;
}

/** What the staff's pages show and do, apart from decisions. Every call names the person; looking is logged (row 77). */
export interface Desk extends StaffDesk, ConversationDesk, DriftDesk {
  requests(filter: 'open' | 'closed' | 'unproven', limit?: number): Promise<readonly RequestRow[]>;
  request(id: string, by: Actor): Promise<RequestDetail | undefined>;
  /** The same without a look being logged: for the card that a job renders. */
  card(id: string): Promise<RequestDetail | undefined>;
  tasks(filter: 'open' | 'done'): Promise<readonly TaskRow[]>;
  /** What did not reach a customer, and where it went instead. */
  undelivered(): Promise<readonly Undelivered[]>;
  task(id: string): Promise<TaskRow | undefined>;
  closeTask(id: string, by: Actor): Promise<Result<null, 'task.unknown' | 'task.already_done'>>;
  /** A mail in doubt is for the desk: it is taken in from the mailbox within a minute or so. */
  confirmMail(id: string, by: Actor): Promise<Result<null, 'task.unknown' | 'task.already_done'>>;
  profile(): Promise<ShopProfile>;
  /** Refused when somebody saved in between: `version` is the one the form was made from. */
  saveProfile(profile: ShopProfile, by: Actor): Promise<Result<SavedProfile, ProfileRefusal>>;
  caughtMail(limit: number): Promise<readonly CaughtMail[]>;
}
