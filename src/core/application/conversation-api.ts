import type { Actor } from '../approval/staff-channel.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Result } from '../kernel/result.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { RequestRow } from './request-row.ts';
import type { TranscriptEntry } from './transcript-entry.ts';

export interface ConversationView {
  readonly id: string;
  readonly channel: ChannelName;
  readonly language: ReplyLanguage;
  readonly proven: boolean;
  readonly humanWanted: boolean;
  /** A person leads it (R5): the program asks nothing. */
  readonly takenOver: boolean;
  /** So many wrong codes that none counts any more until a person allows it (R7). */
  readonly codesBlocked: boolean;
  readonly entries: readonly TranscriptEntry[];
  readonly requests: readonly RequestRow[];
  /** Who read it while it had no request; later looks stand in the logs of its requests. */
  readonly looks: readonly { readonly name: string; readonly at: Date }[];
}

type AnsweredAs = 'policy' | 'out_of_scope' | 'not_understood' | 'right_asked' | 'small_talk' | 'human';
export type SortedAs = AnsweredAs | 'held' | 'automatic';

/** A conversation that led to no request (R17). */
export interface SortedConversation {
  readonly id: string;
  readonly channel: ChannelName;
  readonly language: ReplyLanguage;
  /** Of the first words: a request that is opened from here counts from then. */
  readonly receivedAt: Date;
  readonly words: string;
  /** What the program took it for, in the order of the conversation. */
  readonly sortedAs: readonly SortedAs[];
}

/** What staff read and do in the conversations of customers (R5, R15, R17). */
export interface ConversationDesk {
  conversation(id: string, by: Actor): Promise<ConversationView | undefined>;
  /** A named answer in the customer's conversation (R5, R15). The same words of the same `form` leave once. */
  answerConversation(
    id: string,
    text: string,
    by: Actor,
    form?: string,
  ): Promise<
    Result<
      null,
      | 'conversation.unknown'
      | 'staff_text.empty'
      | 'staff_text.too_long'
      | 'staff_text.holds_record_content'
      | 'staff_text.no_channel'
    >
  >;
  /** A person leads the conversation, and the customer hears so (R5). */
  takeOver(
    id: string,
    by: Actor,
  ): Promise<Result<null, 'conversation.unknown' | 'conversation.taken_over' | 'staff_text.no_channel'>>;
  /** The program leads again, and the customer hears so. */
  handBack(
    id: string,
    by: Actor,
  ): Promise<Result<null, 'conversation.unknown' | 'conversation.not_taken_over'>>;
  /** After too many wrong codes: they count no longer, and the customer hears that a new code can be asked (R7). */
  allowCodes(
    id: string,
    by: Actor,
  ): Promise<Result<null, 'conversation.unknown' | 'conversation.not_blocked'>>;
  /** Conversations of the last 30 days that led to no request, newest first (R17): their words are read by this. */
  conversationsWithoutRequest(by: Actor): Promise<readonly SortedConversation[]>;
  /** Opens a request that the program missed, with its original receipt; the customer hears of it (R17). */
  openFromConversation(
    id: string,
    right: Right,
    by: Actor,
  ): Promise<Result<{ readonly id: string }, 'conversation.unknown' | 'conversation.has_request'>>;
  /** A held mail belongs to the request with this number (row 10): its words become a note there. */
  placeMail(
    id: string,
    number: string,
    by: Actor,
  ): Promise<Result<{ readonly id: string }, 'mail.not_held' | 'mail.no_request'>>;
}
