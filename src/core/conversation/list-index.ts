import { typedWords } from '../kernel/typed-words.ts';
import type { ConversationFacts } from './conversation-input.ts';

const LETTERS = 'abcdefghi';

/** Which of a list was meant, from 1: "2", "2.", "de tweede", "optie b", "doe nummer 2 maar"; undefined for other words. */
export function listIndex(
  text: string,
  { choiceWords }: Pick<ConversationFacts, 'choiceWords'>,
): number | undefined {
  const { option_words = [], ordinals = [] } = choiceWords;
  const [word = '', ...others] = typedWords(text)
    .split(' ')
    .filter((one) => !option_words.includes(one));
  if (others.length > 0) return undefined;
  if (/^[1-9]$/.test(word)) return Number(word);
  const at = word.length === 1 ? LETTERS.indexOf(word) : ordinals.indexOf(word);
  return at < 0 ? undefined : at + 1;
}
