import type { DialogueState } from '../conversation/dialogue-state.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import type { ConversationId, RequestId } from '../kernel/ids.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { ChannelName } from '../kernel/rights.ts';
import type { UnreadableRow } from '../kernel/unreadable-row.ts';
import type { LeftOut } from '../understanding/kept-words.ts';
import type { AnswerRepository } from './answer-ports.ts';
import type { BreachRepository } from './breach-ports.ts';
import type { ChangeRepository } from './change-ports.ts';
import type { ChallengeRepository } from './code-ports.ts';
import type { RegisterRow, RemainsRow } from './core-api.ts';
import type { ErasureRepository } from './erasure-ports.ts';
import type { ExportRepository } from './export-ports.ts';
import type { FoundFileRepository, ProgressRepository } from './file-ports.ts';
import type { JobName, Jobs } from './jobs.ts';
import type { KeyRepository } from './key-ports.ts';
import type { MailboxRepository, MailRepository } from './mail-ports.ts';
import type { NoteRepository } from './note-ports.ts';
import type { Particulars } from './particulars.ts';
import type { PolicyNoticeRepository } from './policy-notice-ports.ts';
import type { PolicyRepository } from './policy-ports.ts';
import type { ProfileRepository } from './profile-ports.ts';
import type { FoundRecordRepository } from './record-ports.ts';
import type { RegisterRepository } from './register-ports.ts';
import type { ReminderRepository } from './reminder-ports.ts';
import type { RetentionRepository } from './retention-ports.ts';
import type { ReviewRepository } from './review-ports.ts';
import type {
  CardRow,
  ConversationRow,
  LoggedEvent,
  LookRow,
  MessageContent,
  MessageRow,
  RequestRow,
  SearchRow,
} from './rows.ts';
import type { StaffRepository } from './staff-ports.ts';
import type { TaskRepository } from './task-ports.ts';
import type { TransmissionRepository } from './transmission-ports.ts';

export type { AnswerRepository } from './answer-ports.ts';
export type { BreachEntryRow, BreachRepository, BreachRow } from './breach-ports.ts';
export type { ChangeRepository, ChangeRow } from './change-ports.ts';
export type { ChallengeRepository } from './code-ports.ts';
export type {
  ErasureEntry,
  ErasureLedger,
  ErasureRepository,
  HoldRow,
  LedgerContent,
  MailStopEntry,
} from './erasure-ports.ts';
export type { ExportRepository } from './export-ports.ts';
export type { JobName, Jobs } from './jobs.ts';
export type { MailboxRepository, MailOutcome, MailRepository } from './mail-ports.ts';
export type { PolicyNoticeRepository, PolicyNoticeRow, PolicyPersonStatus } from './policy-notice-ports.ts';
export type {
  PolicyEvent,
  PolicyRepository,
  PolicyStep,
  PolicyVersionRow,
  PolicyVersionSummary,
} from './policy-ports.ts';
export type { ProfileRepository } from './profile-ports.ts';
export type { SearchHead } from './record-ports.ts';
export type {
  CheckedLog,
  ExportCursor,
  NotedSeal,
  RegisterRepository,
  SealNote,
} from './register-ports.ts';
export type { ReminderRepository } from './reminder-ports.ts';
export type { RetentionRepository } from './retention-ports.ts';
export type { ReviewEvent, ReviewRepository, ReviewRow, ReviewStep } from './review-ports.ts';
export type { HashPurpose, Secrets } from './secrets.ts';
export type { StaffRepository } from './staff-ports.ts';
export type { TaskRepository } from './task-ports.ts';
export type { TransmissionRepository, TransmissionRow } from './transmission-ports.ts';

/** Durable storage. Everything that one use case writes commits together with its jobs, or not at all. */
export interface Store {
  transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
  /** All that `work` reads is of one moment, however long it takes; it writes nothing. */
  snapshot<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
  /**
   * Runs `work` unless another process runs something under this name: then undefined. `work` does slow things and uses
   * transactions of its own.
   */
  exclusively<Value>(name: string, work: () => Promise<Value>): Promise<Value | undefined>;
  /** Called when messages of a conversation were committed, by any process. */
  watch(conversationId: ConversationId, changed: () => void): () => void;
}

export interface Tx {
  readonly conversations: ConversationRepository;
  readonly requests: RequestRepository;
  readonly challenges: ChallengeRepository;
  readonly changes: ChangeRepository;
  readonly mails: MailRepository;
  readonly mailboxes: MailboxRepository;
  readonly answers: AnswerRepository;
  readonly transmissions: TransmissionRepository;
  readonly tasks: TaskRepository;
  readonly staff: StaffRepository;
  readonly profiles: ProfileRepository;
  readonly exports: ExportRepository;
  readonly retention: RetentionRepository;
  readonly erasures: ErasureRepository;
  readonly reviews: ReviewRepository;
  readonly policies: PolicyRepository;
  readonly policyNotices: PolicyNoticeRepository;
  readonly breaches: BreachRepository;
  readonly unreadable: UnreadableRows;
  /** Of the program and of the shop's policy as they hold now: every entry of the log says them. */
  versions(): Promise<string>;
  readonly reminders: ReminderRepository;
  readonly register: RegisterRepository;
  /** Written in this transaction; visible to workers when it commits. */
  enqueue<Name extends JobName>(
    name: Name,
    data: Jobs[Name],
    options?: { readonly startAt?: Date },
  ): Promise<void>;
}

/** Lists go on without a row that does not open. */
export interface UnreadableRows {
  /** Those of this transaction so far. */
  met(): readonly UnreadableRow[];
  /** Whom such a row is about, and from when it is; undefined when it is gone. */
  about(row: UnreadableRow): Promise<
    | {
        readonly requestId: RequestId | null;
        readonly conversationId: ConversationId | null;
        readonly at: Date;
      }
    | undefined
  >;
}

export interface ConversationRepository {
  /** Locks the row until the end of the transaction; makes it when it is new. */
  lock(channel: ChannelName, key: string, language: ReplyLanguage, now: Date): Promise<ConversationRow>;
  /** Notes the network that began a conversation; answers how many it began since then, this one included. */
  begunFrom(ipHash: string, id: ConversationId, since: Date): Promise<number>;
  /** Takes back a conversation that was just made and has no message. */
  forget(id: ConversationId): Promise<void>;
  byKey(channel: ChannelName, key: string): Promise<ConversationRow | undefined>;
  byId(id: ConversationId): Promise<ConversationRow | undefined>;
  /** Those with a message since then and no request, newest message first. */
  withoutRequest(since: Date, limit: number): Promise<readonly ConversationRow[]>;
  /** Those of a channel, each with the time of the customer's last stored message; without those that do not open. */
  heardOn(channel: ChannelName): Promise<readonly { readonly key: string; readonly at: Date }[]>;
  lockById(id: ConversationId): Promise<ConversationRow | undefined>;
  /** The secret of the return link; one before it stops working. */
  setReturn(id: ConversationId, hash: string): Promise<void>;
  byReturn(hash: string): Promise<ConversationRow | undefined>;
  hasReturn(id: ConversationId): Promise<boolean>;
  /** That this person read them, unless that is known since then. */
  noteLooks(ids: readonly ConversationId[], look: LookRow, since: Date): Promise<void>;
  /** Oldest first. */
  looks(id: ConversationId): Promise<readonly LookRow[]>;
  save(
    id: ConversationId,
    change: {
      readonly dialogue?: DialogueState;
      readonly language?: ReplyLanguage;
      readonly notice?: { readonly version: string; readonly at: Date };
      readonly humanWantedAt?: Date | null;
      readonly nextSequence?: number;
      readonly movedTo?: string;
      readonly lastAt?: Date;
    },
  ): Promise<void>;
  /** False when this delivery was stored before. */
  addInbound(message: {
    readonly id: string;
    readonly conversationId: ConversationId;
    readonly sequence: number;
    readonly inboundKey: string;
    readonly at: Date;
    readonly text: string;
    readonly leftOut?: readonly LeftOut[];
  }): Promise<boolean>;
  seen(inboundKey: string): Promise<boolean>;
  addOutbound(
    messages: readonly {
      readonly id: string;
      readonly conversationId: ConversationId;
      readonly sequence: number;
      readonly at: Date;
      readonly message: OutboundMessage;
      readonly status: 'queued' | 'shown';
      readonly requestId: RequestId | null;
    }[],
  ): Promise<void>;
  /** Messages to customers that no channel took yet. */
  waitingMessages(): Promise<readonly string[]>;
  message(id: string): Promise<(MessageRow & { readonly content: MessageContent }) | undefined>;
  transcript(id: ConversationId, after: number): Promise<readonly MessageRow[]>;
  /** What was sent under this name of the channel, or is to be, and came back by no report yet; in the order of the transcript. */
  sentAs(externalId: string): Promise<readonly MessageRow[]>;
  /** What failed, or came back before it was known to have left, stays so. */
  markMessage(
    id: string,
    status: 'queued' | 'sent' | 'failed',
    detail: { readonly externalId?: string; readonly failure?: string },
  ): Promise<void>;
}

export interface RequestRepository
  extends NoteRepository,
    KeyRepository,
    FoundFileRepository,
    FoundRecordRepository,
    ProgressRepository {
  insert(request: RequestRow, events: readonly LoggedEvent[], createdAt: Date): Promise<void>;
  /** Locks the row until the end of the transaction. */
  lock(id: RequestId): Promise<RequestRow | undefined>;
  /** Locks all of them, in the one order of locks; those that exist, in no particular order. */
  lockAll(ids: readonly RequestId[]): Promise<readonly RequestRow[]>;
  /**
   * The requests of this conversation, newest first, and then those of others whose mailbox was also proven here, locked
   * in the one order of locks. Several people may read one mailbox: which of the others a turn may see and change is for
   * `ofWhoSpeaks` to say.
   */
  lockOfTurn(id: ConversationId): Promise<readonly RequestRow[]>;
  byId(id: RequestId): Promise<RequestRow | undefined>;
  byNumber(number: string): Promise<RequestRow | undefined>;
  ofConversation(id: ConversationId): Promise<readonly RequestRow[]>;
  ofProvenAddress(emailHash: string): Promise<readonly RequestRow[]>;
  /** Open ones that this person (`staff:<id>`) works on. */
  assignedTo(by: string): Promise<readonly RequestRow[]>;
  /** Those that wait for the answer to the request with this number. */
  joinedTo(number: string): Promise<readonly RequestRow[]>;
  list(
    filter: 'open' | 'closed' | 'unproven',
    limit: number,
  ): Promise<readonly (RequestRow & { readonly openTasks: number })[]>;
  /** Approved and not sent yet, by ascending id after that one. */
  executing(after: RequestId | null, limit: number): Promise<readonly RequestRow[]>;
  /** The caller holds the lock. */
  saveParticulars(id: RequestId, particulars: Particulars): Promise<void>;
  /** Writes the new state and its events; the caller holds the lock. */
  append(
    request: RequestRow,
    events: readonly LoggedEvent[],
    identity?: { readonly name: string; readonly email: string; readonly emailHash: string },
  ): Promise<void>;
  events(id: RequestId): Promise<readonly LoggedEvent[]>;
  register(limit: number): Promise<readonly RegisterRow[]>;
  /** What remains of a request whose term is over. */
  remains(number: string): Promise<RemainsRow | undefined>;
  /** Long texts stay as they are: a search that runs meanwhile has some already (keepTexts). */
  saveSearch(search: SearchRow, now: Date): Promise<void>;
  searches(id: RequestId): Promise<readonly SearchRow[]>;
  card(id: RequestId): Promise<CardRow | undefined>;
  /**
   * The message in which the card will be shown, `instead` of the one before (null: there was none); nothing is shown
   * there yet. False when another one is there by now.
   */
  placeCard(card: Omit<CardRow, 'version'>, instead: string | null, now: Date): Promise<boolean>;
  /** False when a card as new, or another message, is there by now. */
  markCardShown(id: RequestId, externalId: string, version: number, now: Date): Promise<boolean>;
  /** What the card shows is not known: it is shown anew. */
  markCardUnknown(id: RequestId, now: Date): Promise<void>;
  /** Requests whose card is missing though they are open and proven, or older than they are; oldest first. */
  behindCards(limit: number): Promise<readonly RequestId[]>;
  removeCard(id: RequestId): Promise<void>;
}
