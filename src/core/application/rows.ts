import type { DialogueState } from '../conversation/dialogue-state.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import type { ChangePlan } from '../fulfilment/change/change-plan.ts';
import type { Coverage } from '../fulfilment/coverage.ts';
import type { RenderedLetter } from '../fulfilment/letter.ts';
import type { FoundRecord } from '../fulfilment/processor.ts';
import type { Challenge } from '../identity/check-code.ts';
import type { CodePurpose } from '../identity/code-limits.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ChallengeId, ConversationId, LetterId, RequestId, TaskId } from '../kernel/ids.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { UnreadableRow } from '../kernel/unreadable-row.ts';
import type { LetterKind } from '../request/letter-kind.ts';
import type { RequestEvent } from '../request/request-events.ts';
import type { RequestState } from '../request/request-state.ts';
import type { LeftOut } from '../understanding/kept-words.ts';
import type { Contact } from './contact.ts';
import type { TaskKind } from './core-api.ts';
import type { LetterInput } from './letter-input.ts';
import type { MailContent } from './mail-content.ts';
import type { Particulars } from './particulars.ts';

export type { ExportFileRow } from './export-file-row.ts';
export type { LetterInput } from './letter-input.ts';
export type { MailContent, ReminderContent } from './mail-content.ts';
export { NOTICE_MAILS } from './notice-mails.ts';
export type { Particulars } from './particulars.ts';
export type { NewStaff, StaffRow } from './staff-row.ts';

/** Rows as the domain reads them: decrypted and parsed. The store keeps their columns. */
export interface ConversationRow {
  readonly id: ConversationId;
  readonly channel: ChannelName;
  /** Null when it does not open: nothing can be sent then. */
  readonly key: string | null;
  readonly language: ReplyLanguage;
  readonly dialogue: DialogueState;
  readonly noticeVersion: string | null;
  readonly humanWantedAt: Date | null;
  /** The number that the next message gets. */
  readonly nextSequence: number;
}

/** What a message holds, as stored: the customer's words or the desk's message, not its rendering. */
export type MessageContent =
  | { readonly from: 'customer'; readonly text: string; readonly leftOut?: readonly LeftOut[] }
  | { readonly from: 'desk'; readonly message: OutboundMessage };

export interface MessageRow {
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly sequence: number;
  readonly at: Date;
  readonly content: MessageContent;
  readonly status: 'stored' | 'queued' | 'sent' | 'shown' | 'failed';
  readonly requestId: RequestId | null;
}

export interface RequestWords {
  readonly text: string;
  /** The channel's own name of the message (row 3). */
  readonly source: string;
}

export interface RequestRow {
  readonly id: RequestId;
  readonly number: string;
  readonly right: Right;
  readonly conversationId: ConversationId;
  readonly receivedAt: Date;
  readonly words: RequestWords;
  readonly name: string | null;
  readonly email: string | null;
  readonly emailHash: string | null;
  /** As said to staff, in person. */
  readonly contact?: Contact;
  readonly provenAt: Date | null;
  /** Absent until staff recorded any. */
  readonly particulars?: Particulars;
  readonly state: RequestState;
  readonly headHash: string;
  /** Words, name or address do not open and are empty here; `readable` refuses to go on with that. */
  readonly unreadable?: UnreadableRow;
}

export interface LoggedEvent {
  readonly sequence: number;
  readonly at: Date;
  readonly by: string;
  readonly event: RequestEvent;
  /** Which rules, classifier, texts and policy held. */
  readonly versions?: string;
  readonly previousHash: string;
  readonly hash: string;
}

export interface ChallengeRow extends Challenge {
  readonly purpose: CodePurpose;
  readonly address: string;
}

export interface NewChallenge {
  readonly id: ChallengeId;
  readonly requestId: RequestId;
  readonly conversationId: ConversationId | null;
  readonly purpose: CodePurpose;
  readonly address: string;
  readonly addressHash: string;
  readonly limitHash: string;
  readonly codeHash: string;
  readonly ipHash: string | null;
  readonly reportTokenHash: string;
  readonly createdAt: Date;
}

export interface MailRow {
  readonly id: string;
  /** Of the content, also when that is emptied. */
  readonly kind: string;
  readonly status: 'queued' | 'sent' | 'failed';
  readonly content: MailContent | null;
  /** The content does not open; it is null then. */
  readonly unreadable?: true;
  readonly createdAt: Date;
  /** When the customer heard that this mail waits for a mail server. */
  readonly delayToldAt: Date | null;
  readonly requestId: RequestId | null;
  readonly challengeId: ChallengeId | null;
  readonly letterId: LetterId | null;
}

export interface SearchRow {
  readonly requestId: RequestId;
  readonly source: string;
  readonly coverage: Coverage;
  readonly records: readonly FoundRecord[];
  /** Place of the last key that it was searched with (search-keys.ts); absent: the proven address only. */
  readonly searchedTo?: number;
  /** A person typed what there is. */
  readonly byHand?: boolean;
}

export interface LetterRow {
  readonly id: LetterId;
  readonly requestId: RequestId;
  readonly version: number;
  readonly kind: LetterKind;
  readonly hash: string;
  readonly body: RenderedLetter;
  readonly input: LetterInput;
  /** What its approval sets going; part of what `hash` is of. Absent where nothing is. */
  readonly changes?: ChangePlan;
  /** Why it was approved, where a reason had to be typed (R19); else empty. */
  readonly reason: string;
  /** The post address that it was sent to; empty when it was not posted. */
  readonly postedTo: string;
  readonly createdAt: Date;
}

export interface LinkRow {
  readonly tokenHash: string;
  readonly requestId: RequestId;
  readonly letterId: LetterId | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** With what happened to it. */
export type UsedLink = LinkRow & { readonly openedAt: Date | null; readonly downloadedAt: Date | null };

/** Who read something, as it stands in a log. */
export interface LookRow {
  readonly by: string;
  readonly at: Date;
}

export interface NewTask {
  readonly id: TaskId;
  readonly kind: TaskKind;
  /** One open task per key; a second one with it is not made. */
  readonly openKey: string;
  readonly requestId: RequestId | null;
  readonly conversationId: ConversationId | null;
  readonly dueDay: CalendarDay;
  readonly params: Readonly<Record<string, string | number>>;
  readonly createdAt: Date;
}

export interface CardRow {
  readonly requestId: RequestId;
  readonly channel: string;
  readonly externalId: string;
  /** Of the request as the card shows it; 0: it holds nothing of it yet. */
  readonly version: number;
}
