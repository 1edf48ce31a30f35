import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { AskedWords } from './dialogue-state.ts';
import { possibleFlags } from './heard-flags.ts';

/** These words as they are kept while the customer is asked what they mean: they count from their receipt (R17). */
export function askedWords(understood: Understanding, { source }: ConversationFacts): AskedWords {
  const { words, receivedAt, key: sourceKey } = source;
  return { words, receivedAt, sourceKey, ...possibleFlags(understood) };
}

/** Two messages about one wish: the receipt of the first, and what was heard in either. */
export function joinedWords(first: AskedWords, second: AskedWords): AskedWords {
  const words = first.words.includes(second.words) ? first.words : `${first.words}\n${second.words}`;
  return {
    ...first,
    words,
    raised: first.raised === true || second.raised === true,
    thirdParty: first.thirdParty === true || second.thirdParty === true,
  };
}
