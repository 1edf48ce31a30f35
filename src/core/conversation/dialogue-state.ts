import type { OrderFacts } from '../identity/order-facts.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Right } from '../kernel/rights.ts';

/** What the desk waits for in this conversation; everything else may be said at any time. */
export type DialogueStep = PlainStep | ConfirmingRight;

/** The words and their receipt are kept: the request counts from them, not from the answer (R17). */
export interface ConfirmingRight {
  readonly name: 'confirming_right';
  readonly options: readonly Right[];
  readonly asked: AskedWords;
  /** The decided request that the words may be against. */
  readonly against?: string;
  /** Heard beside each other in one message: who picks one is asked about the rest. */
  readonly together?: readonly Right[];
  /** No request holds these words yet: who chooses none of these is answered by a person (R17). */
  readonly unfiled?: true;
  /** Another wish of the same message is filed; this question comes before what is waited for then. */
  readonly after?: PlainStep;
}

export type PlainStep =
  | { readonly name: 'idle' }
  | { readonly name: 'choosing'; readonly number: string }
  | {
      readonly name: 'confirming';
      readonly number: string;
      readonly as: 'answered_generally' | 'withdrawn';
      /** All of these stop with it. */
      readonly also?: readonly string[];
    }
  /** Which of the open requests is to be stopped. */
  | {
      readonly name: 'picking_request';
      readonly requests: readonly { readonly number: string; readonly right: Right }[];
    }
  | { readonly name: 'asking_identity'; readonly number: string }
  | { readonly name: 'awaiting_code'; readonly number: string }
  /** Which address should get no more mail (R13): it needs no proof. */
  | {
      readonly name: 'asking_stop_address';
      readonly number: string;
      /** The objection is about one's own situation (AVG 21(1)), not about mail. */
      readonly situation?: true;
      /** The advertising comes on paper: name and postal address instead. */
      readonly post?: true;
      /** Of a consent or a complaint: who it is, so that staff can act. */
      readonly contact?: true;
    }
  /** Whether an order is on its way to the old address (R22). */
  | { readonly name: 'asking_order'; readonly number: string }
  /** What a value should be that is wrong now (AVG 16): asked once. */
  | { readonly name: 'asking_value'; readonly number: string }
  /** Two facts of an order that stand on no label (R9). */
  | { readonly name: 'asking_facts'; readonly number: string }
  /** What was seen, where and when: whatever is written now belongs to the reported breach. */
  | {
      readonly name: 'asking_breach';
      readonly number: string;
      /** When the report came, in ISO 8601; absent in what was stored before this was kept. */
      readonly since?: string;
    };

export interface RightOffer {
  readonly right: Right;
  /** Less likely, likeliest first: then a "ja" takes none, and one is to be chosen. */
  readonly others?: readonly Right[];
  readonly asked: AskedWords;
}

/** What else was written while a question was open: it is asked when that one is answered (R3, R17). */
export type WaitingQuestion = Omit<ConfirmingRight, 'name' | 'after'>;

export interface AskedWords {
  readonly words: string;
  readonly receivedAt: string;
  readonly sourceKey: string;
  /** Heard in those words: they hold for the request when it opens (R4, R23). */
  readonly raised?: boolean;
  readonly thirdParty?: boolean;
  readonly child?: true;
  readonly part?: string;
}

export interface DialogueState {
  readonly step: DialogueStep;
  /** As the customer typed them; the address is normalised. */
  readonly name?: string;
  readonly email?: string;
  /** Requests for which a code was mailed from here. */
  readonly codeMailed?: readonly string[];
  /** A person of the shop wrote here: words that ask nothing are meant for them. */
  readonly staffWrote?: boolean;
  /** They lead the conversation (R5): the day on which they took it over or last wrote. */
  readonly takenOn?: CalendarDay;
  /** Nothing told yet which language the customer writes: a few clear words decide it. */
  readonly languageOpen?: true;
  /** A person takes this conversation up before any code is mailed (R4). For a child it ends when staff write. */
  readonly withPerson?: 'minor' | 'deceased';
  /** Said to be under sixteen: spoken to as a child from then on, also when a person has written (R4). */
  readonly young?: true;
  /** Requests for somebody else: staff look first. Ends when staff write. */
  readonly forOther?: readonly string[];
  /** Which topic of the policy was told last, and how far: "meer" goes on there (R3). */
  readonly policyTold?: { readonly topic: string; readonly part: number };
  /** Rights offered below the last answer: a "ja" or a choice that comes next takes one, anything else leaves them. */
  readonly offer?: RightOffer;
  /** Requests for which facts of an order were asked here: an edited message may hold them too. */
  readonly factsAsked?: readonly string[];
  /** Facts that wait until the search has ended; they go as soon as they were compared (R9). */
  readonly facts?: readonly WaitingFacts[];
  /** Wishes that are asked about after the present question, the first one first. */
  readonly waiting?: readonly WaitingQuestion[];
  /** Numbers of the mails so far, oldest first: the next answer names them. */
  readonly thread?: readonly string[];
  /** Ids of the choices offered last, where a number stands for a choice. */
  readonly offered?: readonly string[];
  /** A mail that waits for a person, and why. Ends when staff write or open a request. */
  readonly held?: HeldMail;
  /** Corrections of which the new value was neither told nor asked yet. */
  readonly valueOpen?: readonly string[];
  /** How often the present question was put, from its second time on. */
  readonly put?: number;
}

/** `unknown`: it names a conversation that its sender has no part in; `automatic`: a program or a list asks something. */
export const HELD_MAILS = ['unknown', 'unclear', 'automatic', 'announced'] as const;
export type HeldMail = (typeof HELD_MAILS)[number];

export interface WaitingFacts {
  readonly number: string;
  readonly typed: OrderFacts;
}

export const NEW_DIALOGUE: DialogueState = { step: { name: 'idle' } };

/** Who is led by a person is asked nothing by the program, and what asks nothing is for that person. */
export function isWithStaff({ staffWrote, takenOn }: DialogueState): boolean {
  return staffWrote === true || takenOn !== undefined;
}

/** The program leads again. */
export function handedBack({ staffWrote: _wrote, takenOn: _taken, ...rest }: DialogueState): DialogueState {
  return rest;
}

/** The dialogue after a member of staff wrote in it. After a death it stays with them. */
export function afterStaffWrote(state: DialogueState): DialogueState {
  const { withPerson, forOther: _forOther, held: _held, ...rest } = state;
  return { ...rest, staffWrote: true, ...(withPerson === 'deceased' ? { withPerson } : {}) };
}
