import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { AsideMessage } from './aside-message.ts';
import type { ChangedElsewhere } from './changed-elsewhere.ts';
import type { FileKind } from './channel.ts';

export interface StatusLine {
  readonly number: string;
  readonly right: Right;
  readonly state: string;
  /** While it is searched: in `done` of the `of` places that is finished. */
  readonly searched?: { readonly done: number; readonly of: number };
  readonly dueDay: CalendarDay;
  /** The date went by without an answer: it is not promised again. */
  readonly past?: boolean;
}

/**
 * Everything that leaves without approval (R15): fixed templates without record content. Each kind is a key in
 * locales/<lang>/messages.json. `to` is always a masked address, `number` the number of a request.
 */
export type AutomaticMessage =
  | AsideMessage
  // first notice (R1); a chat service that reads along is named
  | { readonly kind: 'first_notice'; readonly channel: ChannelName }
  // policy text (R2, R3)
  | { readonly kind: 'general_answer' }
  | { readonly kind: 'general_more' }
  | {
      readonly kind: 'policy_answer';
      readonly topic: string;
      /** Further topics of the same message. */
      readonly also?: readonly string[];
      /** What the words name inside the topics (kernel/policy-aspects.ts). */
      readonly aspects?: readonly string[];
      /** The whole topic, after the short answer. */
      readonly whole?: true;
      /** Which part of the whole, from 1; absent: the first. */
      readonly part?: number;
    }
  // receipt (R3)
  | {
      readonly kind: 'receipt';
      readonly number: string;
      readonly right: Right;
      readonly dueDay: CalendarDay;
      /** Of whose data, when they are not the writer's own (R4). */
      readonly whose?: 'child' | 'other';
      /** The one thing that is asked about, as the customer named it. */
      readonly part?: string;
    }
  /** Of a request against a decision; `other` is the decided one. */
  | {
      readonly kind: 'objection_noted';
      readonly number: string;
      readonly other: string;
      readonly dueDay: CalendarDay;
    }
  | { readonly kind: 'ask_choice'; readonly number: string }
  | { readonly kind: 'ask_identity'; readonly number: string }
  /** Name and address are still awaited: said when it was asked before. */
  | { readonly kind: 'identity_waits'; readonly number: string }
  /** Who gave a name or an address before saying what for. */
  | { readonly kind: 'ask_wish' }
  | { readonly kind: 'ask_name' }
  | { readonly kind: 'ask_email' }
  | { readonly kind: 'email_invalid' }
  | { readonly kind: 'identity_unclear'; readonly number: string }
  | { readonly kind: 'name_unclear' }
  // on behalf of somebody (law.md 8): whose mailbox it is, and the power that is missing
  | { readonly kind: 'ask_principal'; readonly number: string }
  | {
      readonly kind: 'ask_authority';
      readonly number: string;
      readonly capacity: 'mandate' | 'portal' | 'lawyer' | 'parent' | 'guardian';
    }
  // code (R6, R7)
  /** `byMail`: said in a conversation by mail, where nothing is typed. */
  | { readonly kind: 'code_sent'; readonly to: string; readonly byMail?: true }
  | { readonly kind: 'code_waits'; readonly byMail?: true }
  /** `left`: how many more guesses there are; absent in what was stored before it was kept. */
  | { readonly kind: 'code_wrong'; readonly left?: number }
  | { readonly kind: 'code_wrong_form' }
  | { readonly kind: 'code_expired' }
  | { readonly kind: 'letter_code_wrong'; readonly left?: number }
  | { readonly kind: 'code_limit' }
  | { readonly kind: 'code_blocked' }
  | { readonly kind: 'code_paused' }
  | { readonly kind: 'codes_allowed' }
  | { readonly kind: 'code_undeliverable'; readonly to: string }
  | { readonly kind: 'code_sent_late'; readonly to: string; readonly byMail?: true }
  | {
      readonly kind: 'proven';
      readonly number: string;
      readonly dueDay: CalendarDay;
      readonly past?: boolean;
    }
  // two facts of an order (R9): the same words whether there is an order or not
  | { readonly kind: 'ask_facts'; readonly number: string }
  | { readonly kind: 'facts_more'; readonly number: string }
  | { readonly kind: 'facts_noted'; readonly number: string }
  | { readonly kind: 'facts_right'; readonly number: string }
  | { readonly kind: 'facts_wrong'; readonly number: string; readonly left?: number }
  | { readonly kind: 'facts_ended'; readonly number: string }
  // the link to an answer (R21)
  /** An answer lies on its page and nobody opened it (R21). */
  | { readonly kind: 'answer_unopened'; readonly number: string; readonly leftDay: CalendarDay }
  | { readonly kind: 'link_mailed'; readonly number: string }
  | { readonly kind: 'link_limit' }
  | { readonly kind: 'link_none' }
  // status (R12)
  | {
      readonly kind: 'status';
      readonly requests: readonly StatusLine[];
      /** The answer of one of them lies on a page. */
      readonly onPage?: true;
      /** How many there are besides. */
      readonly more?: number;
    }
  | { readonly kind: 'status_none' }
  | {
      readonly kind: 'why_this_date';
      readonly number: string;
      /** How the date was counted, in order. */
      readonly steps: readonly DateStep[];
      readonly dueDay: CalendarDay;
      readonly past?: boolean;
    }
  | {
      readonly kind: 'already_open';
      readonly number: string;
      readonly right: Right;
      readonly dueDay: CalendarDay;
      readonly past?: boolean;
    }
  // one answer to two requests of one person (R12)
  | {
      readonly kind: 'joined';
      readonly number: string;
      readonly into: string;
      readonly dueDay: CalendarDay;
      readonly past?: boolean;
    }
  | { readonly kind: 'took_in'; readonly number: string; readonly other: string }
  // choices (R3, R18)
  | { readonly kind: 'confirm_explanation_only'; readonly number: string }
  | { readonly kind: 'confirm_never_mind'; readonly number: string }
  | { readonly kind: 'withdrawal_needs_proof'; readonly number: string }
  | { readonly kind: 'withdrawn'; readonly number: string; readonly as: 'answered_generally' | 'withdrawn' }
  | {
      readonly kind: 'goes_on';
      readonly number: string;
      readonly dueDay: CalendarDay;
      readonly past?: boolean;
    }
  | {
      readonly kind: 'reopened';
      readonly number: string;
      readonly dueDay: CalendarDay;
      readonly past?: boolean;
    }
  | {
      readonly kind: 'confirm_right';
      readonly options: readonly Right[];
      /** The decided request that the words may be against. */
      readonly against?: string;
      /** Several of them may be meant: all can be chosen at once. */
      readonly together?: boolean;
      /** Another wish of the same message is filed already. */
      readonly also?: boolean;
      /** Put once more, in other words. */
      readonly again?: true;
    }
  | { readonly kind: 'question_passed_on' }
  | { readonly kind: 'answer_leaving'; readonly number: string }
  /** Taken back when some of it was done. */
  | { readonly kind: 'deed_begun'; readonly number: string }
  // rights on which staff act at once (R13)
  | { readonly kind: 'staff_acts'; readonly number: string }
  // a changed address, with an order on its way (R22)
  | { readonly kind: 'ask_open_order'; readonly number: string }
  | { readonly kind: 'order_alarmed'; readonly number: string }
  | { readonly kind: 'breach_noted'; readonly number: string }
  | { readonly kind: 'breach_added'; readonly number: string }
  | { readonly kind: 'ask_stop_address'; readonly number: string }
  | { readonly kind: 'stop_address_noted'; readonly number: string }
  // a person (R5); that a program writes, to who asks (R1; AI Act 50(1))
  | { readonly kind: 'asks_program' }
  /**
   * `channel`: where the answer will be seen; absent in what was stored before it was kept. `readFrom`: the working day
   * on which somebody reads again, when nobody does now.
   */
  | {
      readonly kind: 'human_called';
      readonly channel?: ChannelName;
      readonly readFrom?: CalendarDay;
    }
  | { readonly kind: 'human_already_called' }
  | { readonly kind: 'human_delayed' }
  | { readonly kind: 'customer_reply_noted' }
  | { readonly kind: 'third_party_noted'; readonly number: string }
  | { readonly kind: 'minor_noted' }
  | { readonly kind: 'condolence' }
  // delay and failure notices
  | { readonly kind: 'lapsed'; readonly number: string }
  | NotAnsweredYet
  | IdentityNews
  /** A letter about the request was mailed: a doubt about who asks, or an extension. */
  | { readonly kind: 'notice_sent'; readonly number: string; readonly to: string }
  /** That letter came back. */
  | { readonly kind: 'notice_undeliverable'; readonly number: string }
  | { readonly kind: 'mail_delayed'; readonly to: string }
  | { readonly kind: 'mail_sent_late'; readonly to: string }
  | { readonly kind: 'answer_sent'; readonly number: string; readonly to: string }
  | { readonly kind: 'answer_undeliverable'; readonly number: string }
  /** There is something about the request that did not arrive over that channel; not what (R4). */
  | { readonly kind: 'elsewhere'; readonly number: string; readonly failed: ChannelName }
  | ChangedElsewhere
  /** What was announced is not done after all; staff decide anew. */
  | { readonly kind: 'announcement_stopped'; readonly number: string }
  // what was sent in a report of a breach: nobody sees it before the customer says so (R14)
  | { readonly kind: 'breach_file'; readonly number: string }
  // input that cannot be handled
  | { readonly kind: 'file_not_taken'; readonly file: FileKind }
  | { readonly kind: 'too_long' }
  | { readonly kind: 'bsn_removed' }
  | { readonly kind: 'not_understood' }
  | { readonly kind: 'out_of_scope' }
  | { readonly kind: 'edit_noted' }
  | { readonly kind: 'choice_expired' }
  | { readonly kind: 'greeting' }
  | { readonly kind: 'thanks' };

/** One step of core/deadline, as it is told to customers: a `day…` of its params is `YYYY-MM-DD`, `count` a number of days. */
export interface DateStep {
  readonly name: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What the customer hears on a day by which an answer was promised, when there is none (R30; law.md section 1). */
export interface NotAnsweredYet {
  readonly kind: 'not_answered_yet';
  readonly number: string;
  /** The promised day: today, or `past`. */
  readonly dueDay: CalendarDay;
  readonly past?: boolean;
  readonly waitsFor: 'code' | 'identity' | 'search' | 'staff' | 'sending';
  /** Since when identity is awaited. */
  readonly askedDay?: CalendarDay;
  /** A later day of which the customer has had notice. */
  readonly nextDay?: CalendarDay;
}

/** About proof that staff asked for in writing: it is still awaited, or it came and the term runs on. */
export type IdentityNews =
  | { readonly kind: 'identity_reminder'; readonly number: string; readonly askedDay: CalendarDay }
  | {
      readonly kind: 'identity_received';
      readonly number: string;
      readonly dueDay: CalendarDay;
      readonly past?: boolean;
    };

/** What a named member of staff approved for this conversation (R15). */
export type ApprovedMessage =
  | { readonly kind: 'staff_text'; readonly text: string; readonly signedBy: string }
  /** Adds that the term runs on (R10). */
  | { readonly kind: 'staff_question'; readonly text: string; readonly signedBy: string };

/** Stands in the place of a message that does not open any more: shown, never sent. */
export interface UnreadableMessage {
  readonly kind: 'unreadable';
}

/** A whole approved letter, word for word: nobody gave an address, and it holds no record content (R15). */
export interface LetterMessage {
  readonly kind: 'letter';
  readonly number: string;
  readonly paragraphs: readonly string[];
  /** Of a notice: what it tells counts from when it has left. */
  readonly letterId?: string;
}

/** Somebody under sixteen hears it with "je" (R4). */
interface ForAChild {
  readonly young?: true;
}

export type OutboundMessage =
  | (AutomaticMessage & ForAChild)
  | ApprovedMessage
  | LetterMessage
  | UnreadableMessage;
