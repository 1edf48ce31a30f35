import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { isAsked, rightsOf } from './filed-rights.ts';

/** Whether these words name a copy as what is wanted, by the words of the locales: what to get is not asked then (R3). */
export function asksCopy(
  text: string,
  { a_copy = [], no_copy = [] }: ConversationFacts['choiceWords'],
): boolean {
  const said = ` ${typedWords(text)} `;
  const names = (list: readonly string[]): boolean => list.some((word) => said.includes(` ${word} `));
  return names(a_copy) && !names(no_copy);
}

const CLEAR = 0.5;
/** What is asked about a copy: what it costs, how or when it comes. */
const ABOUT_COPY: readonly string[] = [
  'costs',
  'other_way',
  'file_format',
  'id_copy',
  'known_address',
  'term',
];

/** "Mag ik een kopie van mijn gegevens? Jan Bakker": clear by the word itself, though less sure beside a name. */
export function copyAsked(
  text: string,
  understood: Understanding,
  facts: ConversationFacts,
): readonly Right[] {
  const rights = rightsOf(understood);
  if (understood.policy?.aspects.some((aspect) => ABOUT_COPY.includes(aspect)) === true) return [];
  const clear =
    rights.sure.length === 0 &&
    understood.confidence >= CLEAR &&
    understood.labels.every((label) => label === 'access' || label === 'policy_question') &&
    rights.perhaps[0] === 'access' &&
    !isAsked(understood, 'policy_question');
  return clear && asksCopy(text, facts.choiceWords) ? ['access'] : [];
}
