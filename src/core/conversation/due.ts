import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ConversationFacts, RequestFact } from './conversation-input.ts';

export interface Due {
  readonly dueDay: CalendarDay;
  readonly past?: true;
}

/** The date of the answer as it is told; one that went by is never promised again. */
export function dueOf({ dueDay }: Pick<RequestFact, 'dueDay'>, { today }: ConversationFacts): Due {
  return dueDay < today ? { dueDay, past: true } : { dueDay };
}
