import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationFacts, RequestFact } from './conversation-input.ts';
import { rightsOf } from './filed-rights.ts';

/** Words between a denial and the erasing that it denies: "niet meer mijn gegevens laten wissen". */
const BETWEEN = 4;
/** Where a clause ends for a denial: what is denied before "maar" is not denied after it. */
const CLAUSES = /[.,;:!?\n]+|\s(?:maar(?! niet)|want|but|because)\s/iu;

/**
 * The running erasure that these words take back: they deny it, or put another wish in its place. Undefined when they
 * ask for erasure, or say that it was not done yet.
 */
export function retracted(
  text: string,
  understood: Understanding,
  { requests, choiceWords }: Pick<ConversationFacts, 'requests' | 'choiceWords'>,
): RequestFact | undefined {
  const erasure = requests.find(({ right, open }) => right === 'erasure' && open);
  if (erasure === undefined || rightsOf(understood).sure.includes('erasure')) return undefined;
  if (saysNotToErase(text, choiceWords)) return erasure;
  const said = ` ${typedWords(text)} `;
  const says = (list: readonly string[] = []): boolean => list.some((words) => said.includes(` ${words} `));
  if (says(choiceWords.keeps_all) && !says(choiceWords.not_yet)) return erasure;
  return says(choiceWords.corrects) && otherWish(understood) ? erasure : undefined;
}

/** Whether a clause of these words denies erasing. */
export function saysNotToErase(text: string, lists: ConversationFacts['choiceWords']): boolean {
  return text.split(CLAUSES).some((clause) => deniesErasing(clause, lists));
}

/** "Niet wissen", "wis het toch maar niet", "in plaats van verwijderen"; not "het is nog niet gewist". */
export function deniesErasing(clause: string, lists: ConversationFacts['choiceWords']): boolean {
  const said = ` ${typedWords(clause)} `;
  if ((lists.not_yet ?? []).some((words) => said.includes(` ${words} `))) return false;
  const words = said.trim().split(' ');
  const first = words[0] ?? '';
  if (lists.why?.includes(first) === true) return false;
  const at = (list: readonly string[] = []): readonly number[] =>
    words.flatMap((word, index) => (list.includes(word) ? [index] : []));
  const erasing = at(lists.erasing);
  return at(lists.denies).some((denial) =>
    erasing.some(
      (verb) => Math.abs(verb - denial) <= BETWEEN + 1 && (verb > denial || endsWith(words, denial)),
    ),
  );
}

/** "Wis mijn gegevens toch maar niet hoor": behind the verb a denial of it stands at the end. */
function endsWith(words: readonly string[], denial: number): boolean {
  return words.length - denial <= 2;
}

function otherWish({ labels }: Understanding): boolean {
  return labels.some((label) => label === 'access' || label === 'rectification' || label === 'restriction');
}
