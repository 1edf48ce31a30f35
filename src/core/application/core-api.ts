import type { ApprovalView } from '../approval/approval-view.ts';
import type { Actor } from '../approval/staff-channel.ts';
import type { Receive } from '../conversation/channel.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import type { DeadlineStep } from '../deadline/compute-deadlines.ts';
import type { RenderedLetter } from '../fulfilment/answer.ts';
import type { Coverage } from '../fulfilment/coverage.ts';
import type { FoundRecord } from '../fulfilment/processor.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Redacted } from '../kernel/redacted.ts';
import type { Result } from '../kernel/result.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { RefusalGround } from '../request/refusal-ground.ts';
import type { RequestStatus } from '../request/request-state.ts';

/** What channels, pages, desk, staff channels and command line may ask of the core. Nothing else crosses. */
export interface CoreApi {
  receive: Receive;
  readonly transcripts: Transcripts;
  readonly answers: Answers;
  readonly signIn: SignIn;
  readonly desk: Desk;
  readonly decisions: Decisions;
  readonly sources: Sources;
  readonly register: Register;
}

export type TranscriptEntry = { readonly sequence: number; readonly at: Date } & (
  | { readonly from: 'customer'; readonly text: string }
  | { readonly from: 'desk'; readonly message: OutboundMessage }
);

/** The web chat's view of one conversation; `key` is the session's conversationKey. */
export interface Transcripts {
  /** Entries with a higher sequence than `after` (0 = all), oldest first; empty for an unknown key. */
  read(channel: ChannelName, key: string, after: number): Promise<readonly TranscriptEntry[]>;
  language(channel: ChannelName, key: string): Promise<ReplyLanguage | undefined>;
  /** Calls back whenever entries were added; returns how to stop. */
  watch(channel: ChannelName, key: string, changed: () => void): () => void;
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
  /** "Was u dit niet?" in the code mail: the code stops working and staff are told. */
  reportNotMe(token: string): Promise<Result<null, AnswerRefusal>>;
}

export type AnswerRefusal =
  | 'answer.link_unknown'
  | 'answer.session_ended'
  | 'answer.code_wrong'
  | 'answer.code_expired'
  | 'answer.code_limit'
  | 'answer.not_ready';

export interface AnswerView {
  readonly number: string;
  readonly right: Right;
  readonly status: RequestStatus;
  readonly dueDay: CalendarDay;
  readonly receivedDay: CalendarDay;
  readonly language: ReplyLanguage;
  readonly letter: RenderedLetter | null;
  readonly results: readonly {
    readonly source: string;
    readonly sourceName: string;
    readonly records: readonly FoundRecord[];
  }[];
  readonly downloadable: boolean;
  readonly expiresDay: CalendarDay | null;
}

export interface StaffMember {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly owner: boolean;
}

export interface SignIn {
  /** Mails a single-use link when the address is invited staff; answers the same for everybody. */
  request(email: string): Promise<void>;
  /** Whether a link can still be used; reading does not use it up. */
  usable(token: string): Promise<boolean>;
  /** Uses the link up; the session is valid for 12 hours. */
  redeem(
    token: string,
  ): Promise<
    Result<{ readonly session: string; readonly staff: StaffMember }, 'sign_in.link_used_or_expired'>
  >;
  who(session: string): Promise<StaffMember | undefined>;
  signOut(session: string): Promise<void>;
}

export interface RequestRow {
  readonly id: string;
  readonly number: string;
  readonly right: Right;
  readonly status: RequestStatus;
  readonly channel: ChannelName;
  readonly level: number;
  readonly receivedAt: Date;
  readonly staffDue: CalendarDay;
  readonly customerDue: CalendarDay;
  readonly overdue: boolean;
  /** Anger, lawyer, authority or a self-set date (R23): to the top. */
  readonly raised: boolean;
  readonly openTasks: number;
}

export interface SourceView {
  readonly source: string;
  readonly name: string;
  readonly coverage: Coverage;
  readonly counts: readonly { readonly category: string; readonly count: number }[];
  readonly records: readonly FoundRecord[];
}

export interface HistoryEntry {
  readonly sequence: number;
  readonly at: Date;
  readonly type: string;
  readonly by: string;
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
}

export interface RequestDetail extends RequestRow {
  /** Card version: every decision names it. */
  readonly version: number;
  /** Shown on the desk only (R25). */
  readonly name: string | null;
  readonly email: string | null;
  readonly words: string;
  readonly language: ReplyLanguage;
  readonly legalDue: CalendarDay | null;
  readonly steps: readonly DeadlineStep[];
  readonly proof: { readonly method: string; readonly at: Date } | null;
  readonly sources: readonly SourceView[];
  readonly tasks: readonly TaskRow[];
  readonly letterHash: string | null;
  readonly letterKind: 'access_answer' | 'decision' | 'refusal' | null;
  readonly approval: ApprovalView;
  readonly history: readonly HistoryEntry[];
  readonly conversationId: string;
}

export type TaskKind =
  | 'human_wanted'
  | 'fresh_export'
  | 'manual_search'
  | 'delivery_failed'
  | 'not_me'
  | 'unanswered_question'
  | 'job_failed';

export interface TaskRow {
  readonly id: string;
  readonly kind: TaskKind;
  readonly requestId: string | null;
  readonly number: string | null;
  readonly conversationId: string | null;
  readonly createdAt: Date;
  readonly dueDay: CalendarDay;
  readonly doneAt: Date | null;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface ConversationView {
  readonly id: string;
  readonly channel: ChannelName;
  readonly language: ReplyLanguage;
  readonly proven: boolean;
  readonly humanWanted: boolean;
  readonly entries: readonly TranscriptEntry[];
  readonly requests: readonly RequestRow[];
}

export interface CaughtMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: Date;
}

/** What the staff's pages show and do, apart from decisions. Every call names the person; looking is logged (row 77). */
export interface Desk {
  requests(filter: 'open' | 'closed' | 'unproven', limit?: number): Promise<readonly RequestRow[]>;
  request(id: string, by: Actor): Promise<RequestDetail | undefined>;
  tasks(filter: 'open' | 'done'): Promise<readonly TaskRow[]>;
  task(id: string): Promise<TaskRow | undefined>;
  closeTask(id: string, by: Actor): Promise<Result<null, 'task.unknown' | 'task.already_done'>>;
  conversation(id: string, by: Actor): Promise<ConversationView | undefined>;
  /** A named answer in the customer's conversation (R5, R15). */
  answerConversation(
    id: string,
    text: string,
    by: Actor,
  ): Promise<
    Result<
      null,
      'conversation.unknown' | 'staff_text.empty' | 'staff_text.too_long' | 'staff_text.holds_record_content'
    >
  >;
  profile(): Promise<ShopProfile>;
  /** Refused when somebody saved in between: `version` is the one the form was made from. */
  saveProfile(
    profile: ShopProfile,
    by: Actor,
  ): Promise<Result<ShopProfile, 'profile.changed_meanwhile' | 'profile.invalid'>>;
  staff(): Promise<readonly StaffMember[]>;
  addStaff(email: string, by: Actor): Promise<Result<StaffMember, 'staff.address_invalid'>>;
  caughtMail(limit: number): Promise<readonly CaughtMail[]>;
}

export type DecisionRefusal =
  | 'decision.request_unknown'
  | 'decision.card_outdated'
  | 'decision.already_taken'
  | 'decision.not_allowed'
  | 'decision.preview_not_opened'
  | 'decision.letter_changed'
  | 'decision.identity_missing'
  | 'decision.sources_open'
  | 'decision.text_missing'
  | 'decision.too_late'
  | 'decision.wrong_state'
  | 'refusal_ground.unknown'
  | 'refusal_ground.article_missing'
  | 'refusal_ground.facts_missing'
  | 'staff_text.empty'
  | 'staff_text.too_long'
  | 'staff_text.holds_record_content';

export interface PreviewView {
  readonly letter: RenderedLetter;
  readonly letterHash: string;
  readonly letterKind: 'access_answer' | 'decision' | 'refusal';
  readonly version: number;
  /** Desk: whole address; other staff channels: masked. */
  readonly receiver: string;
  readonly counts: readonly { readonly source: string; readonly category: string; readonly count: number }[];
  /** Ids and present text of the paragraphs that staff may change. */
  readonly free: { readonly opening: string; readonly closing: string };
  readonly delaySeconds: number;
}

/** Every decision names the card's version; it is taken once, whoever clicks, however often or late. */
export interface Decisions {
  /** Records that this person saw exactly this letter (R19). */
  preview(requestId: string, by: Actor): Promise<Result<PreviewView, DecisionRefusal>>;
  /** Sends after the stop time of R19; `sendAt` is when. */
  approve(
    requestId: string,
    version: number,
    letterHash: string,
    by: Actor,
  ): Promise<Result<{ readonly sendAt: Date }, DecisionRefusal>>;
  stop(requestId: string, version: number, by: Actor): Promise<Result<null, DecisionRefusal>>;
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
    refusal: { readonly ground: RefusalGround; readonly article: string; readonly facts: string },
    by: Actor,
  ): Promise<Result<null, DecisionRefusal>>;
  /** Back from a prepared refusal to the answer. */
  prepareAnswer(requestId: string, version: number, by: Actor): Promise<Result<null, DecisionRefusal>>;
  /** The clock runs on (R10) and the customer is told so. */
  askCustomer(
    requestId: string,
    version: number,
    text: string,
    by: Actor,
  ): Promise<Result<null, DecisionRefusal>>;
}

export interface ManualResult {
  readonly source: string;
  readonly answer: 'found' | 'none' | 'not_possible';
  /** Rows of the copy, one per line; required when found. */
  readonly rows: readonly { readonly category: string; readonly text: string }[];
  /** Why it was not possible; required then. */
  readonly reason: string;
}

export interface ManualSearchView {
  readonly task: TaskRow;
  readonly requestNumber: string;
  /** To copy into the search field of each screen. */
  readonly keys: readonly { readonly kind: string; readonly value: string }[];
  readonly sources: readonly {
    readonly source: string;
    readonly name: string;
    readonly screen: string;
    readonly coverage: Coverage;
  }[];
}

export interface ExportFileView {
  readonly id: string;
  readonly uploadedAt: Date;
  readonly uploadedBy: string;
  readonly rows: number;
  readonly period: readonly [string, string] | null;
  readonly status: 'ready' | 'profile_needed';
  readonly header: readonly string[];
  readonly sample: readonly (readonly string[])[];
}

export type ColumnField =
  | 'ignore'
  | 'orderNumber'
  | 'orderDate'
  | 'name'
  | 'email'
  | 'phone'
  | 'street'
  | 'postcode'
  | 'city'
  | 'country'
  | 'amount'
  | 'paymentMethod'
  | 'item'
  | 'quantity'
  | 'status'
  | 'invoiceNumber'
  | 'note'
  | 'other';

/** Work on sources that a person feeds: manual searches and exports. */
export interface Sources {
  manualSearch(taskId: string, by: Actor): Promise<ManualSearchView | undefined>;
  /** Each source that got an answer is settled; the task is done when none is left. */
  recordManual(
    taskId: string,
    results: readonly ManualResult[],
    by: Actor,
  ): Promise<
    Result<null, 'task.unknown' | 'task.already_done' | 'manual.rows_missing' | 'manual.reason_missing'>
  >;
  exports(source: string): Promise<readonly ExportFileView[]>;
  upload(
    source: string,
    file: { readonly name: string; readonly content: Uint8Array },
    by: Actor,
  ): Promise<
    Result<
      ExportFileView,
      'export.empty' | 'export.too_large' | 'export.not_a_table' | 'export.encoding_unknown'
    >
  >;
  /** The owner says once what each column of this header means. */
  confirmColumns(
    source: string,
    fileId: string,
    columns: readonly ColumnField[],
    by: Actor,
  ): Promise<
    Result<null, 'export.unknown' | 'columns.email_missing' | 'columns.count_differs' | 'columns.twice'>
  >;
  check(): Promise<readonly { readonly source: string; readonly ok: boolean; readonly code: string }[]>;
}

export interface RegisterRow {
  readonly number: string;
  readonly right: Right;
  readonly status: RequestStatus;
  readonly channel: ChannelName;
  readonly receivedDay: CalendarDay;
  readonly customerDue: CalendarDay;
  readonly closedDay: CalendarDay | null;
  readonly onTime: boolean | null;
}

export interface Register {
  list(limit: number): Promise<readonly RegisterRow[]>;
  byNumber(number: string, by: Actor): Promise<RequestDetail | undefined>;
  /** The first entry whose hash does not follow from the one before; null when the log is whole. */
  verify(): Promise<{
    readonly entries: number;
    readonly broken: { readonly number: string; readonly sequence: number } | null;
  }>;
}
