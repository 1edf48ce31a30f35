import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { FiledRights } from './filed-rights.ts';

/**
 * "Kan ik mijn gegevens downloaden?": a download by itself is a copy to read (AVG 15(3)) as well as a file to take along
 * (AVG 20), so it is asked which; who names a file, a form of one or where it goes has said it.
 */
export function asksDownload(
  text: string,
  { sure, perhaps }: FiledRights,
  { slots }: Understanding,
  { choiceWords }: ConversationFacts,
): FiledRights {
  const said = ` ${typedWords(text)} `;
  const holds = (list: readonly string[] = []): boolean => list.some((words) => said.includes(` ${words} `));
  const isBare =
    sure.includes('portability') &&
    slots.receiver === undefined &&
    holds(choiceWords.downloads) &&
    !holds(choiceWords.takes_along);
  if (!isBare) return { sure, perhaps };
  const access = sure.includes('access') ? [] : (['access'] as const);
  return {
    sure: sure.filter((right) => right !== 'portability'),
    perhaps: [...new Set([...access, 'portability' as const, ...perhaps])],
  };
}
