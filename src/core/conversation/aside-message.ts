import type { CalendarDay } from '../kernel/calendar-day.ts';

/** Automatic messages (R15) beside the handling of a request: about who reads, and to words that ask for nothing. */
export type AsideMessage =
  // a person took the conversation over, and gave it back (R5)
  | { readonly kind: 'taken_over' }
  | { readonly kind: 'handed_back' }
  /** By when the person who was called answers; `past` when that day went by. */
  | { readonly kind: 'human_when'; readonly dueDay: CalendarDay; readonly past?: boolean };
