import { typedWords } from '../kernel/typed-words.ts';
import type { ConversationFacts } from './conversation-input.ts';

/** Without the particles of a surname. */
const NAME_WORDS = 4;
const PARTICLES = 4;
const PARTICLE = /^(?:van|von|de|den|der|het|ten|ter|te|['’]t|el|al|la|le|du|in|op|aan|uit|bij)$/iu;

/** "Sanne van den Berg", "Jan van 't Hoff"; not "mijn man is overleden": no word of a sentence stands in a name. */
export function readsLikeName(words: readonly string[], { choiceWords }: ConversationFacts): boolean {
  const full = words.filter((word) => !PARTICLE.test(word));
  return (
    full.length > 0 &&
    full.length <= NAME_WORDS &&
    words.length <= NAME_WORDS + PARTICLES &&
    words.every((word) => /^['’]?\p{L}[\p{L}'’.-]*$/u.test(word)) &&
    words.every((word) => choiceWords.not_a_name?.includes(typedWords(word)) !== true)
  );
}

/** The words of a part of a message, without the address in it. */
export function wordsOf(part: string, email: string | undefined): readonly string[] {
  return part
    .split(/\s+/u)
    .filter((word) => word !== '' && !word.includes('@') && word.toLowerCase() !== email);
}

/** "Piet Post": written as names are. Shouted words are none. */
export function hasCapitals(words: readonly string[]): boolean {
  const [first = '', last = ''] = [words[0], words.at(-1)];
  return [first, last].every((word) => /^\p{Lu}/u.test(word)) && words.some((word) => /\p{Ll}/u.test(word));
}
