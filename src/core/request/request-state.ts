import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { LetterKind } from './letter-kind.ts';

export const REQUEST_STATUSES = [
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
  'anonymised',
] as const;

export type RequestStatus = (typeof REQUEST_STATUSES)[number];

export const DUE_DAYS = ['receivedDay', 'legalDue', 'policyDue', 'customerDue', 'staffDue'] as const;

/** The due days of core/deadline under their names there; `legalDue` is null while the clock is stopped. */
export interface DueDays {
  readonly receivedDay: CalendarDay;
  readonly legalDue: CalendarDay | null;
  readonly policyDue: CalendarDay;
  readonly customerDue: CalendarDay;
  readonly staffDue: CalendarDay;
}

export interface LetterReference {
  readonly id: string;
  readonly hash: string;
  readonly kind: LetterKind;
  readonly complete: boolean;
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
}

/** Source -> how its search stands. */
export type Searches = Readonly<
  Record<string, { readonly coverage: string; readonly settled: boolean; readonly found: number }>
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
  | (Base & Drafted & { readonly status: 'executing'; readonly approvedBy: string; readonly sendAt: string });

export type ClosedState = Base & {
  readonly status: 'answered' | 'answered_generally' | 'refused' | 'withdrawn' | 'lapsed';
  readonly closedBy: string;
  readonly closedAt: string;
  readonly letter: LetterReference | null;
};

export type AnonymisedState = Base & { readonly status: 'anonymised' };

export type RequestState = OpenState | ClosedState | AnonymisedState;

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
