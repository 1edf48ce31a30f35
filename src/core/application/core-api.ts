import type { Receive } from '../conversation/channel.ts';
import type { Coverage } from '../fulfilment/coverage.ts';
import type { RenderedLetter } from '../fulfilment/letter.ts';
import type { FoundRecord } from '../fulfilment/processor.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Redacted } from '../kernel/redacted.ts';
import type { Result } from '../kernel/result.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { LiveStatus, ToldNews } from '../request/request-state.ts';
import type { Breaches } from './breach-api.ts';
import type { CaseWork } from './case-work-api.ts';
import type { Decisions } from './decision-api.ts';
import type { Delivery } from './delivery-api.ts';
import type { Desk } from './desk-api.ts';

export type { ConversationView, SortedAs, SortedConversation } from './conversation-api.ts';

export type { SignIn } from './sign-in-api.ts';

import type { Erasures } from './erasure-api.ts';
import type { InPerson } from './in-person-api.ts';
import type { Mailboxes } from './mailbox-api.ts';
import type { Notices } from './notice-api.ts';
import type { Outcomes } from './outcome-api.ts';
import type { Policies } from './policy-api.ts';
import type { Publishing } from './publishing-api.ts';
import type { Recipients } from './recipients-api.ts';
import type { Register } from './register-api.ts';
import type { Sources } from './sources-api.ts';
import type { TranscriptEntry } from './transcript-entry.ts';
import type { Transmissions } from './transmission-api.ts';
import type { TwoYears } from './two-year-api.ts';

export type { WithholdReason } from '../fulfilment/withhold-reason.ts';
export type {
  BreachFacts,
  BreachNature,
  BreachNote,
  BreachOrigin,
  BreachStanding,
  WrittenNote,
} from '../register/breach-record.ts';
export type { Counted, Figures, RegisterReport } from '../register/register-report.ts';
export type { Breaches, BreachView } from './breach-api.ts';
export type { CaseWork, NoteView } from './case-work-api.ts';
export type { DecisionRefusal, Decisions, PreviewView, TypedAddressee } from './decision-api.ts';
export type { Delivery, PrintedLetter } from './delivery-api.ts';

import type { SignIn } from './sign-in-api.ts';

export type {
  CaughtMail,
  Desk,
  HistoryEntry,
  RequestDetail,
  SavedProfile,
  SourceView,
  TaskKind,
  TaskRow,
} from './desk-api.ts';
export type { Dossier, DossierPart } from './dossier-api.ts';
export type { DriftDesk } from './drift-api.ts';
export type { DriftRow } from './drift-ports.ts';
export type { ErasureOverview, Erasures, HoldView } from './erasure-api.ts';
export type { AskedInPerson, InPerson } from './in-person-api.ts';
export type { ConfirmedMail, LeftMail, Mailboxes, MailboxPlace, MailboxTrouble } from './mailbox-api.ts';
export type {
  DoubtEvidence,
  DoubtToday,
  ExtensionReason,
  ExtensionToday,
  FeeGround,
  FeeSettlement,
  NoticeKind,
  NoticePreview,
  Notices,
  NoticesRefusal,
  NoticeView,
  TypedFee,
} from './notice-api.ts';
export type {
  Field,
  Fields,
  OutcomeFormView,
  OutcomeProblem,
  OutcomeRefusal,
  Outcomes,
  PostedCode,
  SimpleField,
  StaffEvidence,
  TypedAuthority,
  TypedFields,
  TypedOutcome,
} from './outcome-api.ts';
export type { Policies, PolicyVersionText, PolicyVersionView, TopicChange } from './policy-api.ts';
export type { PolicyPreview, Publishing, PublishingRefusal, PublishingView } from './publishing-api.ts';
export type { Recipients, RecipientsView, RecipientView } from './recipients-api.ts';
export type {
  Register,
  RegisterLine,
  RegisterRow,
  RemainsRow,
  RetentionRun,
  ShopLook,
} from './register-api.ts';
export type { RequestRow } from './request-row.ts';
export type {
  ColumnField,
  EvidenceView,
  ExportFileView,
  ExportRefusal,
  FoundFileView,
  FoundRecordView,
  ManualResult,
  ManualSearchView,
  Sources,
} from './sources-api.ts';
export type { FormerStaff, StaffMember } from './staff-api.ts';
export type { TranscriptEntry } from './transcript-entry.ts';
export type { TransmissionRefusal, Transmissions, TransmissionView } from './transmission-api.ts';
export type { TwoYearRefusal, TwoYears, TwoYearView } from './two-year-api.ts';
export type { Undelivered } from './undelivered-row.ts';

/** What channels, pages, desk, staff channels and command line may ask of the core. Nothing else crosses. */
export interface CoreApi {
  receive: Receive;
  readonly transcripts: Transcripts;
  readonly answers: Answers;
  readonly transmissions: Transmissions;
  readonly signIn: SignIn;
  readonly mailboxes: Mailboxes;
  readonly desk: Desk;
  readonly decisions: Decisions;
  readonly outcomes: Outcomes;
  readonly inPerson: InPerson;
  readonly delivery: Delivery;
  readonly caseWork: CaseWork;
  readonly notices: Notices;
  readonly breaches: Breaches;
  readonly recipients: Recipients;
  readonly sources: Sources;
  readonly register: Register;
  readonly erasures: Erasures;
  readonly twoYears: TwoYears;
  readonly policies: Policies;
  readonly publishing: Publishing;
}

/** The web chat's view of one conversation; `key` is the session's conversationKey. */
export interface Transcripts {
  /** Entries with a higher sequence than `after` (0 = all), oldest first; empty for an unknown key. */
  read(channel: ChannelName, key: string, after: number): Promise<readonly TranscriptEntry[]>;
  language(channel: ChannelName, key: string): Promise<ReplyLanguage | undefined>;
  /** Every conversation of a channel with the time of what is stored last of the customer: from there a history is read. */
  heard(channel: ChannelName): Promise<readonly { readonly key: string; readonly at: Date }[]>;
  /**
   * Calls `changed` whenever entries were added; returns how to stop. `lost`: this is not being watched, because the key
   * is unknown or the database is away; nothing is called after it.
   */
  watch(channel: ChannelName, key: string, changed: () => void, lost: () => void): () => void;
  /**
   * A secret for the customer's own return link (R39), told this once; the one before it stops working. Undefined for an
   * unknown key.
   */
  makeReturn(channel: ChannelName, key: string): Promise<string | undefined>;
  /**
   * The customer is done on that device: whoever still has its key sees nothing with it. `kept`: a return link still opens
   * the conversation.
   */
  leave(channel: ChannelName, key: string): Promise<{ readonly kept: boolean }>;
  /** The key of the conversation that a return link's secret opens, however it was typed over; reading changes nothing. */
  openReturn(channel: ChannelName, secret: string): Promise<string | undefined>;
}

/** The page behind /verzoek/TOKEN and /bevestig/TOKEN. A token alone shows nothing about anybody (R12). */
export interface Answers {
  /** Whether the link is in use. Reading changes nothing. */
  known(token: string): Promise<boolean>;
  /** Mails a code to the request's own address; says the same whether there is one. */
  sendCode(token: string, ipAddress: Redacted<string> | undefined): Promise<Result<null, AnswerRefusal>>;
  /** `session` goes into a signed cookie for this page: valid 30 minutes. */
  enter(
    token: string,
    code: string,
    ipAddress: Redacted<string> | undefined,
  ): Promise<Result<{ readonly session: string }, AnswerRefusal>>;
  view(token: string, session: string): Promise<Result<AnswerView, AnswerRefusal>>;
  /** The ZIP as a stream; recorded as downloaded. */
  download(
    token: string,
    session: string,
  ): Promise<
    Result<{ readonly fileName: string; readonly content: AsyncIterable<Uint8Array> }, AnswerRefusal>
  >;
  /** Mails a new link to where the old one went, as long as the answer is there; says nothing of what it found. */
  renew(token: string): Promise<void>;
  /** Whether the link of a code mail is known; reading changes nothing. */
  reportKnown(token: string): Promise<boolean>;
  /** "Was u dit niet?" in the code mail: the code stops working and staff are told. */
  reportNotMe(token: string): Promise<Result<null, AnswerRefusal>>;
}

export type AnswerRefusal =
  | 'answer.link_unknown'
  | 'answer.session_ended'
  | 'answer.code_wrong'
  | 'answer.code_expired'
  | 'answer.code_limit'
  | 'answer.code_blocked'
  | 'answer.not_ready';

export interface AnswerView {
  readonly number: string;
  readonly right: Right;
  readonly status: LiveStatus;
  /** While it is searched: in how many places that is finished. */
  readonly searched?: { readonly done: number; readonly of: number };
  /** What is told before that: what came back, what is waited for, a later date. */
  readonly news: ToldNews | null;
  readonly dueDay: CalendarDay;
  readonly receivedDay: CalendarDay;
  readonly language: ReplyLanguage;
  readonly letter: RenderedLetter | null;
  readonly results: readonly {
    readonly source: string;
    readonly sourceName: string;
    /** How far this source was searched: no records is no proof that there are none (AVG 5(1)(a); R31). */
    readonly coverage: Coverage;
    /** The first of those that are given (shown-result.ts); all stand in the ZIP. */
    readonly records: readonly FoundRecord[];
    readonly given: number;
    /** A person looked there. */
    readonly byHand: boolean;
    /** Left out of the copy; the letter says why. */
    readonly withheld: number;
  }[];
  readonly downloadable: boolean;
  /** Of an erasure that was carried out: for the customer to keep (R34). */
  readonly receipt: string | null;
  readonly expiresDay: CalendarDay | null;
  /** While its copy is being made and downloaded: of so many records. */
  readonly packing?: { readonly done: number; readonly of: number };
}
