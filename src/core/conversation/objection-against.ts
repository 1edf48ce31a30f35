import { typedWords } from '../kernel/typed-words.ts';
import type { ObjectionAgainst } from '../request/request-state.ts';
import type { ConversationFacts } from './conversation-input.ts';

/**
 * Against what these words object (AVG 21(2) or 21(1)), where they say it: advertising or one's own situation, not
 * both. Undefined otherwise: staff say it then.
 */
export function objectionAgainst(
  words: string,
  lists: ConversationFacts['choiceWords'],
): ObjectionAgainst | undefined {
  const said = ` ${typedWords(words)} `;
  const names = (list: readonly string[] = []): boolean => list.some((word) => said.includes(` ${word} `));
  const marketing = names(lists.advertising);
  if (marketing === names(lists.situation)) return undefined;
  return marketing ? 'marketing' : 'situation';
}
