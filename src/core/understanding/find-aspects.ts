import { isPolicyAspect, POLICY_ASPECTS, type PolicyAspect } from '../kernel/policy-aspects.ts';
import type { CompiledLexicon } from './compile-lexicon.ts';
import type { Word } from './read-words.ts';
import { says } from './word-pattern.ts';

/** The parties and parts of the policy that the words name, in the order of `POLICY_ASPECTS`. */
export function findAspects(words: readonly Word[], lexicon: CompiledLexicon): readonly PolicyAspect[] {
  const plain = words.map((word) => word.text);
  return Object.keys(POLICY_ASPECTS)
    .filter(isPolicyAspect)
    .filter((aspect) => says(`about_${aspect}`, plain, lexicon));
}
