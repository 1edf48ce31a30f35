import type { ConversationFacts, Due, RequestFact } from './conversation-input.ts';

/** The date of the answer as it is told; one that went by is never promised again. */
export function dueOf({ dueDay }: Pick<RequestFact, 'dueDay'>, { today }: ConversationFacts): Due {
  return dueDay < today ? { dueDay, past: true } : { dueDay };
}
