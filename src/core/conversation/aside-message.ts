import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Right } from '../kernel/rights.ts';

/** Automatic messages (R15) beside the handling of a request: about who reads, and to words that ask for nothing. */
export type AsideMessage =
  // a person took the conversation over, and gave it back (R5)
  | { readonly kind: 'taken_over' }
  | { readonly kind: 'handed_back' }
  /** By when the person who was called answers; `past` when that day went by. */
  | { readonly kind: 'human_when'; readonly dueDay: CalendarDay; readonly past?: boolean }
  // a few words that ask for nothing: "bent u er nog", "oké", a code that nobody waits for
  | { readonly kind: 'still_here' }
  | { readonly kind: 'acknowledged' }
  /** To who can no longer read the mailbox of the code: another address, or a person (R7). */
  | { readonly kind: 'mailbox_lost' }
  | { readonly kind: 'no_code_awaited' }
  /** Where the whole policy can be read. */
  | { readonly kind: 'policy_place' }
  /** What the desk itself does with what is typed, in short, with the address of its own notice (R1). */
  | { readonly kind: 'about_desk' }
  /** Who reads what is typed: the program, staff, the services it passes, where it is kept (R1). */
  | { readonly kind: 'desk_readers' }
  /** To who says goodbye: nothing is asked; `farewell_open` where a request stays open. */
  | { readonly kind: 'farewell' }
  | { readonly kind: 'farewell_open' }
  /** One line below an answer: the right that the same words may ask as well, or several to choose from (R2). */
  | { readonly kind: 'right_offered'; readonly right: Right; readonly others?: readonly Right[] }
  /** To who asks in a chat what exactly is kept (R4). */
  | {
      readonly kind: 'which_data';
      readonly number: string;
      readonly dueDay: CalendarDay;
      readonly past?: boolean;
    }
  // of several open requests: which one is to be stopped, or all of them
  | {
      readonly kind: 'ask_which';
      readonly requests: readonly { readonly number: string; readonly right: Right }[];
    }
  | { readonly kind: 'confirm_stop_all'; readonly numbers: readonly string[] }
  /** Several that stopped together. */
  | { readonly kind: 'withdrawn_all'; readonly numbers: readonly string[] }
  | { readonly kind: 'all_go_on' }
  /** Whether a new wish takes the place of this request. */
  | { readonly kind: 'instead_of'; readonly number: string; readonly right: Right }
  /** Data are shown before they are erased: `other` is the request for the first. */
  | { readonly kind: 'copy_first'; readonly number: string; readonly other: string }
  // an objection for one's own situation (AVG 21(1)): whose data it is about
  | { readonly kind: 'ask_objection_address'; readonly number: string }
  // advertising on paper (AVG 21(2)): to whom and where it comes
  | { readonly kind: 'ask_post_address'; readonly number: string }
  | { readonly kind: 'post_address_noted'; readonly number: string }
  // a correction that does not say what it should be (AVG 16)
  | { readonly kind: 'ask_value'; readonly number: string }
  | { readonly kind: 'value_noted'; readonly number: string }
  | { readonly kind: 'ask_contact'; readonly number: string }
  /** To who gave a name only. */
  | { readonly kind: 'ask_contact_email'; readonly number: string }
  | { readonly kind: 'contact_noted'; readonly number: string }
  | { readonly kind: 'objection_address_noted'; readonly number: string }
  /** To who forbids an erasure that nobody asked for. */
  | { readonly kind: 'nothing_erased' }
  /** A request that is now about less. */
  | { readonly kind: 'narrowed'; readonly number: string }
  // plain questions: a power, whether it is punishable, what it costs, what to send (AVG 12(5); R5)
  | { readonly kind: 'mandate_wanted' }
  | { readonly kind: 'nothing_wrong' }
  | { readonly kind: 'costs_nothing' }
  | { readonly kind: 'nothing_to_send' }
  // somebody who does not want to live, who is in danger, who curses
  | { readonly kind: 'distress' }
  | { readonly kind: 'danger' }
  | { readonly kind: 'abuse_calm' }
  /** Who wrote this mail is not sure: what it asks to change is asked again at its address. */
  | { readonly kind: 'mail_unchecked' };
