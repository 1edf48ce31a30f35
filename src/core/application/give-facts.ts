import type { ConversationInput } from '../conversation/conversation-input.ts';
import { factWords } from '../conversation/fact-words.ts';
import { areEnough, kindsIn, withoutKnown } from '../identity/order-facts.ts';
import { readOrderFacts } from '../identity/read-order-facts.ts';
import { runCommand } from './run-command.ts';
import { searchHasEnded } from './search-has-ended.ts';
import { replaceRequest, type Turn } from './turn.ts';

/**
 * Facts of an order, typed in the conversation: they wait in its sealed state until they can be compared. What stands
 * in the request itself counts for nothing, and too few facts are no try: that much says nothing about any order.
 */
export async function giveFacts(
  turn: Turn,
  { number, text }: { readonly number: string; readonly text: string },
): Promise<ConversationInput> {
  const { tx, settings, now } = turn;
  const known = turn.requests.find((row) => row.number === number);
  const request = known === undefined ? undefined : await tx.requests.lock(known.id);
  if (request === undefined) return { type: 'facts_given', outcome: 'none', number };
  const words = factWords(Object.values(settings.choiceWords));
  const asked = readOrderFacts(request.words.text, words);
  const typed = withoutKnown(readOrderFacts(text, words), asked);
  if (!areEnough(kindsIn(typed))) return { type: 'facts_given', outcome: 'more', number };
  const given = await runCommand(tx, request, { type: 'give_facts', by: 'customer' }, now);
  if (!given.ok) return { type: 'facts_given', outcome: 'none', number };
  replaceRequest(turn, given.value);
  const others = (turn.dialogue.facts ?? []).filter((waiting) => waiting.number !== number);
  turn.dialogue = { ...turn.dialogue, facts: [...others, { number, typed }] };
  if (searchHasEnded(given.value.state)) await tx.enqueue('compare-facts', { requestId: request.id });
  return { type: 'facts_given', outcome: 'noted', number };
}
