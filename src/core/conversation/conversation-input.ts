import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { PolicyTopic } from '../kernel/policy-topics.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { RequestStatus, ToldNews } from '../request/request-state.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { FileKind } from './channel.ts';
import type { ChoiceName, WordList } from './choice-name.ts';
import type { OutboundMessage } from './messages.ts';

/** What came in, already understood; a code's check and a mailed code come back as inputs too. */
export type ConversationInput =
  | { readonly type: 'said'; readonly text: string; readonly understood: Understanding }
  | { readonly type: 'edited'; readonly text: string; readonly understood: Understanding }
  | {
      readonly type: 'chose';
      readonly choice: ChoiceName;
      readonly number?: string;
      readonly right?: Right;
      /** Of the policy, of which more is asked. */
      readonly topic?: PolicyTopic;
    }
  | { readonly type: 'sent_file'; readonly file: FileKind }
  | { readonly type: 'chose_unknown' }
  | {
      readonly type: 'code_checked';
      readonly outcome: 'right' | 'wrong' | 'expired' | 'limit' | 'blocked' | 'none';
      readonly number: string;
      /** After a wrong one: how many more guesses there are (R7). */
      readonly left?: number;
      /** It was compared with the code of a letter. */
      readonly posted?: true;
    }
  | { readonly type: 'facts_given'; readonly outcome: 'more' | 'noted' | 'none'; readonly number: string }
  | {
      readonly type: 'code_asked';
      readonly outcome: 'mailed' | 'limit' | 'blocked' | 'paused';
      readonly to: string;
    };

/** The date of an answer; `past` when it went by. */
export interface Due {
  readonly dueDay: CalendarDay;
  readonly past?: true;
}

/** In `done` of the `of` places that are searched the search has ended. */
export interface SearchedPlaces {
  readonly done: number;
  readonly of: number;
}

export interface RequestFact {
  readonly number: string;
  readonly right: Right;
  /** As it is told: one whose systems are still being searched is `gathering`, though a draft exists. */
  readonly status: RequestStatus;
  /** While it is searched: in how many places that is finished. */
  readonly searched?: SearchedPlaces;
  /** The number of the request that answers this one too. */
  readonly joinedTo?: string;
  readonly open: boolean;
  readonly proven: boolean;
  /** Two facts of an order are still to be answered (R9). */
  readonly factsOwed?: true;
  /** A letter with a code is on its way, or has come (R9). */
  readonly posted?: true;
  readonly dueDay: CalendarDay;
  /** What was approved is being sent: it can be withdrawn no more. */
  readonly leaving?: true;
  /** Some of what was asked was done: what can still be stopped a person has to see at once. */
  readonly begun?: true;
  /** The day on which it was answered or refused. */
  readonly decidedOn?: CalendarDay;
  /** Its answer lies on a page: the link to it can be mailed again (R21). */
  readonly onPage?: true;
  /** What is told before how far it is: a letter that came back, a clock that stands still, a fee, a later date. */
  readonly news?: ToldNews;
}

export interface ConversationFacts {
  readonly channel: ChannelName;
  /** In Amsterdam: a date before it is not promised. */
  readonly today: CalendarDay;
  /** Requests of this conversation, newest first. */
  readonly requests: readonly RequestFact[];
  /** Numbers and dates for requests that this message may open. */
  readonly next: readonly { readonly number: string; readonly dueDay: CalendarDay }[];
  /** The date that belongs to words which the customer was asked about earlier; null when nothing was asked. */
  readonly askedDueDay: CalendarDay | null;
  readonly noticeShown: boolean;
  readonly humanWanted: boolean;
  /** By when the person who was called answers (R5); absent when nobody was called. */
  readonly humanBy?: CalendarDay;
  /** The message as it will be stored, for a request that is confirmed later. */
  readonly source: { readonly words: string; readonly receivedAt: string; readonly key: string };
  /** Typed words that mean a choice or are read in answers, normalised by `typedWords`; from the locales. */
  readonly choiceWords: Readonly<Partial<Record<WordList, readonly string[]>>>;
}

export type HumanReason =
  | 'asked'
  | 'minor'
  | 'deceased'
  | 'third_party'
  | 'code_limit'
  | 'code_blocked'
  | 'no_facts'
  | 'not_understood'
  | 'distress'
  | 'danger';

/** What is to be done; carried out in order, in one transaction. */
export type ConversationOutput =
  | { readonly type: 'say'; readonly message: OutboundMessage }
  | {
      readonly type: 'open_request';
      readonly number: string;
      readonly right: Right;
      readonly raised: boolean;
      readonly thirdParty: boolean;
      readonly words: string;
      readonly receivedAt: string;
      readonly sourceKey: string;
      /** The number of the request whose decision this is against. */
      readonly objectsTo?: string;
    }
  /** Says how the date of this request was counted. */
  | ({ readonly type: 'explain_date'; readonly number: string } & Due)
  | { readonly type: 'choose_copy'; readonly number: string }
  | { readonly type: 'ask_identity'; readonly number: string }
  | { readonly type: 'mail_code'; readonly number: string; readonly name: string; readonly email: string }
  | { readonly type: 'check_code'; readonly number: string; readonly code: string }
  /** What a wrong value should be, for staff. */
  | { readonly type: 'note_value'; readonly number: string; readonly text: string }
  | { readonly type: 'give_facts'; readonly number: string; readonly text: string }
  | { readonly type: 'end_facts'; readonly number: string }
  | { readonly type: 'withdraw'; readonly number: string; readonly as: 'answered_generally' | 'withdrawn' }
  | { readonly type: 'reopen'; readonly number: string }
  /** Less is asked than before; says so, or why it is too late. */
  | { readonly type: 'narrow'; readonly number: string }
  /** The link to the answer is mailed once more; says so, or why not. */
  | { readonly type: 'mail_link'; readonly number: string }
  | { readonly type: 'call_human'; readonly reason: HumanReason }
  /** No mailing may go out any more to whom these words are about (R4): next working day at the latest. */
  | { readonly type: 'stop_mailing'; readonly reason: 'minor' | 'deceased' }
  /** Staff read what the customer just wrote: one open task for a conversation. */
  | { readonly type: 'pass_to_staff' }
  | { readonly type: 'await_answer' }
  | { readonly type: 'answered_question' }
  | { readonly type: 'note_customer_wrote'; readonly number: string }
  /** An order goes to an address that is no longer right: staff are alarmed (R22). */
  | { readonly type: 'alarm_order'; readonly number: string }
  /** What staff act on at once was asked again: work of its own, with the hours of this receipt. */
  | { readonly type: 'act_again'; readonly number: string; readonly receivedAt: string };
