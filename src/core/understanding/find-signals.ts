import type { CompiledLexicon } from './compile-lexicon.ts';
import type { Word } from './read-words.ts';
import { SIGNALS, type Signal } from './understanding.ts';
import { says } from './word-pattern.ts';

const ADULT_FROM = 16;
const YOUNGEST = 5;
const SHOUTED_LETTERS = 12;
const NINE_DIGITS = /(?<!\d)\d{4}[ .-]?\d{2}[ .-]?\d{3}(?!\d)|(?<!\d)\d{3}[ .-]?\d{3}[ .-]?\d{3}(?!\d)/g;
/** Signs without width, and other ways of writing a digit, would hide a number from the eye of the program only. */
const WITHOUT_WIDTH = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g;

/** What turns or lifts the handling, from the cleaned text and its words; in the order of `SIGNALS`. */
export function findSignals(
  text: string,
  words: readonly Word[],
  lexicon: CompiledLexicon,
): readonly Signal[] {
  const plain = words.map((word) => word.text);
  const holds: Readonly<Record<Signal, () => boolean>> = {
    anger: () => says('anger', plain, lexicon) || isShouted(text),
    lawyer: () => says('lawyer', plain, lexicon),
    authority: () => says('authority', plain, lexicon),
    deadline_set: () => says('deadline_set', plain, lexicon),
    minor: () => says('minor', plain, lexicon) || statesChildAge(text),
    deceased: () => says('deceased', plain, lexicon),
    bsn: () => holdsBsn(text, plain, lexicon),
  };
  return SIGNALS.filter((signal) => holds[signal]());
}

function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length < SHOUTED_LETTERS) return false;
  const capitals = letters.filter((letter) => letter !== letter.toLowerCase()).length;
  return capitals / letters.length > 0.7 || /[!?]{3,}/.test(text);
}

/** "ik ben 14", "ik ben pas 12 jaar", "i'm 15 years old": under sixteen (product rule R4). */
function statesChildAge(text: string): boolean {
  const ages = text.matchAll(
    /(?<!\p{L})(?:ik ben|ik word|i am|i'm|ich bin|j'ai)\s(?:(?:pas|net|nog|maar|only|just|erst)\s){0,2}(\d{1,2})(?!\d)(?!\s?(?:x|keer|maal|maanden|dagen|weken|times))/giu,
  );
  for (const [, age] of ages) if (Number(age) >= YOUNGEST && Number(age) < ADULT_FROM) return true;
  return false;
}

/** Nine digits count as a citizen service number only beside a word for it or for an identity document (R14). */
function holdsBsn(text: string, words: readonly string[], lexicon: CompiledLexicon): boolean {
  return text.search(NINE_DIGITS) >= 0 && says('document', words, lexicon);
}

/** The text with every nine-digit number replaced, when `findSignals` says `bsn`. */
export function maskBsn(text: string, replacement: string): string {
  return text.normalize('NFKC').replace(WITHOUT_WIDTH, '').replace(NINE_DIGITS, replacement);
}
