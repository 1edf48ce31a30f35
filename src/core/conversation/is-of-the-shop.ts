import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { isOutOfScope } from './filed-rights.ts';

/**
 * Whether words that are read as something else are about no data of the writer, so that a trace of a right is asked of
 * nobody: they name what the shop sells, or are surely about something else, and name no such data.
 */
export function isOfTheShop(
  text: string,
  understood: Understanding,
  lists: ConversationFacts['choiceWords'],
): boolean {
  if (understood.labels[0] !== 'out_of_scope') return false;
  const said = ` ${typedWords(text)} `;
  const holds = (list: readonly string[] = []): boolean => list.some((words) => said.includes(` ${words} `));
  if (holds(lists.about_data)) return false;
  if (mentionsGoods(text, lists)) return true;
  return isOutOfScope(understood) && !holds(lists.erasing) && !holds(lists.maybe_data);
}

/** Whether these words name an order, a parcel or something else that the shop sells or does. */
export function mentionsGoods(text: string, lists: ConversationFacts['choiceWords']): boolean {
  const said = ` ${typedWords(text)} `;
  return (lists.about_goods ?? []).some((words) => said.includes(` ${words} `));
}
