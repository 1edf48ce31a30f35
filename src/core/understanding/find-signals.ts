import type { CompiledLexicon } from './compile-lexicon.ts';
import { holdsBsn } from './mask-bsn.ts';
import { mentionsOwnChild } from './mentions-other.ts';
import { speaksOfDeath } from './speaks-of-death.ts';
import { statesChildAge } from './states-child-age.ts';
import { SIGNALS, type Signal } from './understanding.ts';

const SHOUTED_LETTERS = 12;
/** "Ben je een robot?" With more words beside it, more is asked. */
const SHORT_QUESTION = 9;

/**
 * What turns or lifts the handling, from the cleaned text, how many words it has, and the patterns that occur in them
 * (`said`); in the order of `SIGNALS`. `whole` is the message as it came: a citizen service number counts wherever it
 * stands.
 */
export function findSignals(
  text: string,
  count: number,
  named: ReadonlySet<string>,
  whole: string,
  lexicon: CompiledLexicon,
): readonly Signal[] {
  const holds = (signal: Signal): boolean => {
    if (signal === 'anger') return named.has(signal) || isShouted(text);
    if (signal === 'minor') return named.has(signal) || statesChildAge(text);
    if (signal === 'other_person') return named.has('third_party');
    if (signal === 'own_child') return named.has('third_party') && mentionsOwnChild(text);
    if (signal === 'deceased') return speaksOfDeath(text, named.has(signal));
    if (signal === 'bsn') return holdsBsn(whole, lexicon);
    if (signal === 'asks_program') return count <= SHORT_QUESTION && named.has(signal);
    return named.has(signal);
  };
  return SIGNALS.filter(holds);
}

function isShouted(text: string): boolean {
  let letters = 0;
  let capitals = 0;
  for (const sign of text) {
    if (!isLetter(sign)) continue;
    letters += 1;
    if (sign !== sign.toLowerCase()) capitals += 1;
  }
  return letters >= SHOUTED_LETTERS && (capitals / letters > 0.7 || /[!?]{3,}/.test(text));
}

function isLetter(sign: string): boolean {
  if (sign >= '\u0080') return /\p{L}/u.test(sign);
  return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
}
