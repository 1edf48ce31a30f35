import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { RecipientAnswer, TellingWay } from '../kernel/recipient-contact.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { Authority } from './authority.ts';
import type { LetterKind } from './letter-kind.ts';
import type { LetterPlan } from './letter-plan.ts';
import type { FeeSettlement, NoticeReference } from './notice.ts';

export const LIVE_STATUSES = [
  'received',
  'awaiting_identity',
  'gathering',
  'awaiting_approval',
  'executing',
  'answered',
  'answered_generally',
  'refused',
  'withdrawn',
  'lapsed',
  'joined',
] as const;
export type LiveStatus = (typeof LIVE_STATUSES)[number];

export const REQUEST_STATUSES = [...LIVE_STATUSES, 'anonymised'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

export const DUE_DAYS = [
  'receivedDay',
  'legalDue',
  'policyDue',
  'customerDue',
  'staffDue',
  'toldDue',
] as const;

/** The due days of core/deadline under their names there; `legalDue` is null while the clock is stopped. */
export interface DueDays {
  readonly receivedDay: CalendarDay;
  readonly legalDue: CalendarDay | null;
  readonly policyDue: CalendarDay;
  readonly customerDue: CalendarDay;
  readonly staffDue: CalendarDay;
  /** A later day than `customerDue` of which the customer has had notice: after an extension, or a stop that ended. */
  readonly toldDue?: CalendarDay;
}

export interface LetterReference {
  readonly id: string;
  readonly hash: string;
  readonly kind: LetterKind;
  readonly complete: boolean;
  /** Absent on letters from before outcomes were known. */
  readonly plan?: LetterPlan;
}

/** Against what an objection is: advertising, which always stops (AVG 21(2)-(3)), or another use (21(1)). */
export type ObjectionAgainst = 'marketing' | 'situation';

/** Two facts of an order are asked, wait to be compared, or are no way any more. `wrong`: how often they were. */
export interface AskedFacts {
  readonly stage: 'asked' | 'given' | 'ended';
  readonly wrong: number;
}

interface Base {
  readonly right: Right;
  readonly channel: ChannelName;
  readonly language: ReplyLanguage;
  readonly receivedAt: string;
  readonly due: DueDays;
  readonly raised: boolean;
  /** Number of events so far; the next one gets this plus one. */
  readonly sequence: number;
  /** Rises with every event that changes what there is to decide. */
  readonly cardVersion: number;
  /** 0 until the mailbox is proven. */
  readonly level: number;
  /** `staff:<id>` of who works on it; absent while nobody in particular does. */
  readonly assignee?: string;
  /** Of an objection only; absent until the words or staff say it. */
  readonly against?: ObjectionAgainst;
  /** Absent until two facts of an order were asked (R9). */
  readonly facts?: AskedFacts;
  /** Who changed what is decided or its words last, `staff:<id>`; absent until somebody did. */
  readonly preparedBy?: string;
  /** Who else did since it was last decided as a whole; absent when nobody else did, and in states from before. */
  readonly alsoPreparedBy?: readonly string[];
  /** Who set the outcome that is kept behind a refusal too; absent until somebody did, and in states from before. */
  readonly outcomeBy?: string;
  /** Who was told of the decision (AVG 19), by id; absent until somebody was. */
  readonly told?: Readonly<Record<string, ToldRecipient>>;
  /** Of an erasure: what was found changed after its plan was made. */
  readonly foundSince?: true;
  /** The number of the request whose decision this is against. */
  readonly objectsTo?: string;
  /** What is to be told meanwhile; gone when it was told. */
  readonly notice?: NoticeReference;
  /** It came by mail from an address that a system of the shop has; whether it is theirs is another matter (R29). */
  readonly knownSender?: true;
  /** The words ask for another person: nothing leaves before a power was seen (law.md 8). */
  readonly forOther?: true;
  readonly authority?: Authority;
  /** A code went by letter to the address on file. */
  readonly posted?: true;
  /** The fee that the customer was told of (AVG 12(5)(a)): nothing is done before a yes, unless it is refused. */
  readonly fee?: 'announced' | FeeSettlement;
  /** A letter that was mailed meanwhile came back, and none has left since. */
  readonly returned?: true;
  /** Since when the answer goes to another address than the proven one. */
  readonly elsewhere?: string;
}

/** When and how a recipient was told; null while its answer is awaited. Days in Amsterdam. */
export interface ToldRecipient {
  readonly on: CalendarDay;
  readonly how: TellingWay;
  readonly answer: RecipientAnswer | null;
  /** The last time that somebody asked again. */
  readonly chasedOn?: CalendarDay;
}

/** Source -> how its search stands. */
export type Searches = Readonly<
  Record<
    string,
    {
      readonly coverage: string;
      readonly settled: boolean;
      readonly found: number;
      /** So many of them may be of somebody else; absent: none. */
      readonly undecided?: number;
      /** Rows from before an erasure are left for a person to look at (R33). */
      readonly cameBack?: true;
    }
  >
>;

interface Searching {
  readonly searches: Searches;
}

interface Drafted extends Searching {
  readonly letter: LetterReference;
  /** Who opened the preview of which letter: `staff:<id> <hash>`. */
  readonly seen: readonly string[];
}

export type OpenState =
  | (Base & { readonly status: 'received' })
  | (Base & { readonly status: 'awaiting_identity' })
  | (Base & Searching & { readonly status: 'gathering' })
  | (Base & Drafted & { readonly status: 'awaiting_approval' })
  | (Base &
      Drafted & {
        readonly status: 'executing';
        readonly approvedBy: string;
        readonly sendAt: string;
        /** When the announcement was sent; null while it waits to be. */
        readonly announcedAt?: string | null;
        /** Steps that people confirmed; absent until the deed has begun. */
        readonly done?: readonly string[];
        /** Systems that were asked to change something, and what came of it; null while they are asked. */
        readonly changed?: Readonly<Record<string, { readonly made: number; readonly left: number } | null>>;
        /** Why the final letter did not arrive; nothing is done again, and it ends when the letter has got there. */
        readonly undelivered?: string;
      });

export type ClosedState = Base & {
  readonly status: 'answered' | 'answered_generally' | 'refused' | 'withdrawn' | 'lapsed';
  readonly closedBy: string;
  readonly closedAt: string;
  readonly letter: LetterReference | null;
};

/** Asked a second time: another request of the same person gets the answer, and this one ends as that one does (R12). */
export type JoinedState = Base & {
  readonly status: 'joined';
  /** The number of that request. */
  readonly joinedTo: string;
  readonly closedBy: string;
  readonly closedAt: string;
};

/** What may be known of a request for good (R34): nothing about whose it was, and no day on which it happened. */
export interface Remains {
  readonly right: Right;
  readonly outcome: ClosedState['status'];
  /** On what it was refused, or what was kept in spite of it. */
  readonly grounds: readonly string[];
  /** Ids of those who were asked or told about this person. */
  readonly recipients: readonly string[];
  /** `YYYY-MM` of its receipt. */
  readonly month: string;
  readonly daysUsed: number;
  readonly onTime: boolean;
}

export interface AnonymisedState extends Remains {
  readonly status: 'anonymised';
  readonly sequence: number;
}

/** A request that somebody may still be asked about. */
export type RequestState = OpenState | ClosedState | JoinedState;

/** What the events of a request fold to, the last one included. */
export type FoldedState = RequestState | AnonymisedState;

/** What a customer is told of a request before how far it is. */
export const TOLD_NEWS = ['undelivered', 'returned', 'paused', 'fee_asked', 'later'] as const;
export type ToldNews = (typeof TOLD_NEWS)[number];

/**
 * The truth about what was mailed, and about the clock (R3, R30): the answer or a letter came back, the clock stands still,
 * a fee waits for a yes, or a later date was told. The first that holds.
 */
export function toldNews(state: RequestState): ToldNews | undefined {
  if (state.status === 'executing' && state.undelivered !== undefined) return 'undelivered';
  if (!isOpen(state)) return undefined;
  if (state.returned === true) return 'returned';
  if (state.status === 'executing') return undefined;
  if (state.due.legalDue === null) return 'paused';
  if (state.fee === 'announced') return 'fee_asked';
  return state.due.toldDue === undefined ? undefined : 'later';
}

/** The day by which this customer has last been told to have an answer. */
export function toldDue({ toldDue: later, customerDue }: DueDays): CalendarDay {
  return later ?? customerDue;
}

/** Whether nothing is owed any more: a joined request waits for the answer to the other one. */
export function hasEnded(state: RequestState): state is ClosedState {
  return !isOpen(state) && state.status !== 'joined';
}

/** Whether the request still has to be answered. */
export function isOpen(state: RequestState): state is OpenState {
  return (
    state.status === 'received' ||
    state.status === 'awaiting_identity' ||
    state.status === 'gathering' ||
    state.status === 'awaiting_approval' ||
    state.status === 'executing'
  );
}
