import type { ConversationFacts, RequestFact } from './conversation-input.ts';

/** The request with this number, or the one that answers it too (R12). */
export function findRequest({ requests }: ConversationFacts, number: string): RequestFact | undefined {
  const found = requests.find((request) => request.number === number);
  if (found?.joinedTo === undefined) return found;
  return requests.find((request) => request.number === found.joinedTo) ?? found;
}
