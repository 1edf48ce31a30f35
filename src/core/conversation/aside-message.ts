import type { CalendarDay } from '../kernel/calendar-day.ts';

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
  | { readonly kind: 'no_code_awaited' }
  /** To who asks in a chat what exactly is kept (R4). */
  | {
      readonly kind: 'which_data';
      readonly number: string;
      readonly dueDay: CalendarDay;
      readonly past?: boolean;
    }
  // somebody who does not want to live, who is in danger, who curses
  | { readonly kind: 'distress' }
  | { readonly kind: 'danger' }
  | { readonly kind: 'abuse_calm' };
