import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { isOutOfScope } from './filed-rights.ts';

/** From here a trace was never meant, whatever the words name (cross-validated, as are the others). */
const CERTAIN = 0.9;
/** From here words that name no data are about something else in nine of ten. */
const LIKELY = 0.5;
/** So few words that name no data are a slip, a name, a place: a trace in them is chance. */
const FEW_WORDS = 2;

/**
 * Whether words that are read as something else are about no data of the writer, so that a trace of a right is offered
 * below the answer and is no question: they name what the shop sells, are surely about something else, or name no data.
 */
export function isOfTheShop(
  text: string,
  understood: Understanding,
  lists: ConversationFacts['choiceWords'],
): boolean {
  const { labels, confidence } = understood;
  if (labels[0] !== 'out_of_scope') return false;
  if (confidence >= CERTAIN) return true;
  if (holdsAny(text, lists.about_data)) return isOutOfScope(understood) && mentionsGoods(text, lists);
  return mentionsGoods(text, lists) || !speaksOfData(text, lists);
}

/** Whether the answer to these words is the contact of the shop: less sure, they may be no words at all. */
export function asksTheShop(
  text: string,
  understood: Understanding,
  lists: ConversationFacts['choiceWords'],
): boolean {
  if (isOutOfScope(understood)) return true;
  if (!understood.labels.includes('out_of_scope')) return false;
  return mentionsGoods(text, lists) || (understood.confidence >= LIKELY && !speaksOfData(text, lists));
}

/** Whether these words may be about data of the writer, whatever they were read as. */
export function speaksOfData(text: string, lists: ConversationFacts['choiceWords']): boolean {
  return [lists.about_data, lists.maybe_data, lists.erasing].some((list) => holdsAny(text, list));
}

/** Whether these are too few words for the trace of a right in them to be one. */
export function isFewWords(text: string, lists: ConversationFacts['choiceWords']): boolean {
  return text.trim().split(/\s+/).length <= FEW_WORDS && !speaksOfData(text, lists);
}

/** Whether these words name an order, a parcel or something else that the shop sells or does. */
export function mentionsGoods(text: string, lists: ConversationFacts['choiceWords']): boolean {
  return holdsAny(text, lists.about_goods);
}

function holdsAny(text: string, list: readonly string[] = []): boolean {
  const said = ` ${typedWords(text)} `;
  return list.some((words) => said.includes(` ${words} `));
}
